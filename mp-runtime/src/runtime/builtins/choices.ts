import { anything, behaviourOf, defineBuiltin, flag, type Host, number, text } from './define'

const CHOICE = { value: text(), checked: flag(), disabled: flag(), color: text('#09bb07') }
type ChoiceHost = Host<typeof CHOICE>

const chosen = (element: Element): boolean => element.hasAttribute('data-checked')
const valueOf = new WeakMap<Element, () => string>()
const setters = new WeakMap<Element, (checked: boolean) => void>()

/** Draw a box or a ring, and let a tap on it tell its group. */
function choiceBehaviour(kind: 'checkbox' | 'radio') {
  return (host: ChoiceHost) => {
    const initial = host.values.checked
    const mark = document.createElement('i')
    mark.className = 'mp-mark'
    host.element.prepend(mark)
    valueOf.set(host.element, () => host.values.value)
    const set = (checked: boolean): void => {
      host.element.toggleAttribute('data-checked', checked)
      host.remember('checked', checked)
    }
    setters.set(host.element, set)
    const activate = (): void => {
      if (host.values.disabled || (kind === 'radio' && chosen(host.element))) return
      set(kind === 'radio' ? true : !chosen(host.element))
      const group = host.element.closest(`wx-${kind}-group`)
      group?.dispatchEvent(new CustomEvent('mp-chosen', { detail: host.element }))
    }
    host.onTap(() => {
      if (host.element.closest('wx-label') === null) activate()
    })
    return {
      activate,
      update() {
        host.element.toggleAttribute('data-checked', host.values.checked)
        host.element.toggleAttribute('disabled', host.values.disabled)
        host.element.style.setProperty('--mp-color', host.values.color)
      },
      reset: () => set(initial),
    }
  }
}

const members = (group: Element, kind: string): Element[] => [...group.querySelectorAll(`wx-${kind}`)]
const chosenValues = (group: Element, kind: string): string[] =>
  members(group, kind)
    .filter(chosen)
    .map((one) => valueOf.get(one)?.() ?? '')

function defineGroup(kind: 'checkbox' | 'radio'): void {
  defineBuiltin(`${kind}-group`, { name: text() }, (host) => {
    const value = (): string | string[] => {
      const values = chosenValues(host.element, kind)
      return kind === 'radio' ? (values[0] ?? '') : values
    }
    host.element.addEventListener('mp-chosen', (event) => {
      const one = (event as CustomEvent<Element>).detail
      if (kind === 'radio')
        for (const other of members(host.element, kind)) if (other !== one) setters.get(other)?.(false)
      host.fire('change', { value: value() })
    })
    return { formValue: value, reset: () => members(host.element, kind).forEach((one) => behaviourOf(one)?.reset?.()) }
  })
}

const SWITCH = { checked: flag(), disabled: flag(), type: text('switch'), color: text('#04be02'), name: text() }

function switchBehaviour(host: Host<typeof SWITCH>) {
  const initial = host.values.checked
  const activate = (): void => {
    if (host.values.disabled) return
    host.remember('checked', !host.values.checked)
    host.fire('change', { value: host.values.checked })
  }
  host.onTap(() => {
    if (host.element.closest('wx-label') === null) activate()
  })
  return {
    activate,
    update() {
      host.element.toggleAttribute('data-checked', host.values.checked)
      host.element.toggleAttribute('disabled', host.values.disabled)
      host.element.dataset.type = host.values.type
      host.element.style.setProperty('--mp-color', host.values.color)
    },
    formValue: () => host.values.checked,
    reset: () => host.remember('checked', initial),
  }
}

const SLIDER = {
  min: number(),
  max: number(100),
  step: number(1),
  value: number(),
  disabled: flag(),
  showValue: flag(),
  name: text(),
  color: text(),
  activeColor: text('#1aad19'),
  backgroundColor: text('#e9e9e9'),
  blockSize: number(28),
  blockColor: text('#ffffff'),
  selectedColor: anything(),
}

function sliderBehaviour(host: Host<typeof SLIDER>) {
  const range = document.createElement('input')
  const label = document.createElement('span')
  const initial = host.values.value
  range.type = 'range'
  host.element.append(range, label)
  const tell = (type: string): void => {
    host.remember('value', Number(range.value))
    host.fire(type, { value: Number(range.value) })
  }
  range.addEventListener('input', () => tell('changing'))
  range.addEventListener('change', () => tell('change'))
  return {
    update() {
      const { min, max, step, value, disabled, showValue, activeColor } = host.values
      Object.assign(range, { min: String(min), max: String(max), step: String(step), disabled })
      range.value = String(value)
      range.style.accentColor = activeColor
      label.textContent = showValue ? range.value : ''
    },
    formValue: () => Number(range.value),
    reset: () => host.remember('value', initial),
  }
}

export function defineChoices(): void {
  for (const kind of ['checkbox', 'radio'] as const) {
    defineBuiltin(kind, CHOICE, choiceBehaviour(kind))
    defineGroup(kind)
  }
  defineBuiltin('switch', SWITCH, switchBehaviour)
  defineBuiltin('slider', SLIDER, sliderBehaviour)
}
