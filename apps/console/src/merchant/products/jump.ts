/** Brings the field with an error into view and puts the cursor there. Fields carry their path as data-field. */
export function jumpTo(path: string): void {
  const field = [...document.querySelectorAll<HTMLElement>('[data-field]')].find((one) => one.dataset['field'] === path)
  field?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  field?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
}
