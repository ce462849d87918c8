type Child = Node | string

/** Create an element with a class, children and attributes in one expression. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  children: Child[] = [],
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** The phone's own controls act on `pointerup`: the `click` of the second of two quick taps may never come. */
export function onPress(element: HTMLElement, act: () => void): void {
  element.setAttribute('role', 'button')
  element.addEventListener('pointerup', (event) => {
    event.stopPropagation()
    act()
  })
}
