import { anything, defineBuiltin, flag, type Host, number, text } from './define'

const PROPERTIES = {
  value: text(),
  type: text('text'),
  password: flag(),
  placeholder: text(),
  placeholderStyle: text(),
  placeholderClass: text('input-placeholder'),
  disabled: flag(),
  maxlength: number(140),
  focus: flag(),
  autoFocus: flag(),
  name: text(),
  confirmType: text('done'),
  confirmHold: flag(),
  cursor: number(-1),
  cursorSpacing: number(),
  cursorColor: text(),
  selectionStart: number(-1),
  selectionEnd: number(-1),
  adjustPosition: flag(true),
  holdKeyboard: flag(),
  alwaysEmbed: flag(),
  autoHeight: flag(),
  fixed: flag(),
  showConfirmBar: flag(true),
  disableDefaultPadding: flag(),
  autoFill: text(),
  safePasswordCertPath: text(),
  randomNumber: anything(),
  alwaysHideToolbar: flag(),
  autocomplete: text(),
  adjustKeyboardTo: text(),
  enableNative: anything(),
  confirmBar: anything(),
  inputmode: text(),
  ignoreCompositionEvent: anything(),
}
type InputHost = Host<typeof PROPERTIES>
type Field = HTMLInputElement | HTMLTextAreaElement

/** Keyboards of WeChat's input types. */
const KEYBOARDS: Record<string, string> = {
  number: 'numeric',
  idcard: 'text',
  digit: 'decimal',
  tel: 'tel',
  nickname: 'text',
}

function attachEvents(host: InputHost, field: Field): void {
  const detail = () => ({ value: field.value, cursor: field.selectionStart ?? field.value.length })
  field.addEventListener('input', (event) => {
    host.remember('value', field.value)
    host.fire('input', { ...detail(), keyCode: (event as InputEvent).data?.charCodeAt(0) ?? 8 })
  })
  field.addEventListener('focus', () => host.fire('focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () => host.fire('blur', detail()))
  field.addEventListener('keydown', (event) => {
    const isConfirm =
      (event as KeyboardEvent).key === 'Enter' && (field.tagName === 'INPUT' || host.values.confirmType === 'send')
    if (!isConfirm) return
    host.fire('confirm', { value: field.value })
    if (!host.values.confirmHold) field.blur()
  })
}

function applyType(field: Field, { type, password }: InputHost['values']): void {
  field.inputMode = KEYBOARDS[type] ?? 'text'
  if (field instanceof HTMLInputElement) field.type = password || type === 'safe-password' ? 'password' : 'text'
}

/** A text area with `auto-height` is as tall as its text. */
function fitHeight(host: InputHost, field: Field): void {
  if (!host.values.autoHeight) return
  field.style.height = 'auto'
  host.element.style.height = `${field.scrollHeight}px`
  field.style.height = '100%'
}

function inputBehaviour(tag: 'input' | 'textarea') {
  return (host: InputHost) => {
    const field: Field = document.createElement(tag)
    const initial = host.values.value
    let hadFocus = false
    host.element.append(field)
    attachEvents(host, field)
    field.addEventListener('input', () => fitHeight(host, field))
    return {
      update() {
        const { value, placeholder, disabled, maxlength, focus, autoFocus, placeholderStyle } = host.values
        if (field.value !== value) field.value = value
        field.placeholder = placeholder
        field.disabled = disabled
        if (maxlength >= 0) field.maxLength = maxlength
        else field.removeAttribute('maxlength')
        const colour = /(?:^|;)\s*color:\s*([^;]+)/.exec(placeholderStyle)?.[1]
        if (colour !== undefined) host.element.style.setProperty('--mp-placeholder', colour)
        applyType(field, host.values)
        const wantsFocus = focus || autoFocus
        if (wantsFocus && !hadFocus) setTimeout(() => field.focus())
        if (!wantsFocus && hadFocus) field.blur()
        hadFocus = wantsFocus
        fitHeight(host, field)
      },
      formValue: () => field.value,
      reset() {
        field.value = initial
        host.remember('value', initial)
      },
      activate: () => field.focus(),
    }
  }
}

export function defineInputs(): void {
  defineBuiltin('input', PROPERTIES, inputBehaviour('input'))
  defineBuiltin('textarea', PROPERTIES, inputBehaviour('textarea'))
}
