import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { glassElementOf } from '../engine/gestures'
import { behaviourOf, defineBuiltin, flag, type Host, text } from './define'

const PROPERTIES = { reportSubmit: flag(), reportSubmitTimeout: text() }

interface Field {
  name: string
  value: unknown
  reset?: () => void
}

type Data = Record<string, unknown>

/** A named built-in field, or a custom component that has `wx://form-field` (name and value properties). */
function asField(component: glassEasel.GeneralComponent, element: Element): Field | undefined {
  const data = component.data as Data
  const behaviour = behaviourOf(element)
  if (behaviour !== undefined && behaviour.formValue === undefined) return undefined
  if (behaviour === undefined && !('name' in data && 'value' in data)) return undefined
  const name = String(data.name ?? '')
  const value = behaviour?.formValue === undefined ? data.value : behaviour.formValue()
  return { name, value, reset: behaviour?.reset?.bind(behaviour) }
}

/** Fields written in the same template as the form; those inside a custom component are its own affair. */
function fieldsOf(host: Host<typeof PROPERTIES>): Field[] {
  const owner = host.component.ownerShadowRoot
  return [...host.element.querySelectorAll('*')].flatMap((element) => {
    const component = glassElementOf(element) as glassEasel.GeneralComponent | undefined
    if (component === undefined || component.$$ !== (element as unknown) || component.data === undefined) return []
    if (component.ownerShadowRoot !== owner) return []
    return asField(component, element) ?? []
  })
}

export function defineForm(): void {
  defineBuiltin('form', PROPERTIES, (host) => {
    host.element.addEventListener('mp-submit', () => {
      const named = fieldsOf(host).filter((field) => field.name !== '')
      host.fire('submit', { value: Object.fromEntries(named.map(({ name, value }) => [name, value])), formId: '' })
    })
    host.element.addEventListener('mp-reset', () => {
      for (const field of fieldsOf(host)) field.reset?.()
      host.fire('reset', {})
    })
    return {}
  })
}
