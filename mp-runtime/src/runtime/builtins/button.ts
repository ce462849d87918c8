import { canAuthorise } from '../api/privacy'
import { host as phoneHost } from '../host'
import { reportError } from '../problems'
import { share } from '../share'
import { behaviourOf, defineBuiltin, flag, type Host, text } from './define'

const PROPERTIES = {
  size: text('default'),
  type: text('default'),
  plain: flag(),
  disabled: flag(),
  loading: flag(),
  formType: text(),
  openType: text(),
  lang: text('en'),
  sessionFrom: text(),
  sendMessageTitle: text(),
  sendMessagePath: text(),
  sendMessageImg: text(),
  appParameter: text(),
  showMessageCard: flag(),
  phoneNumberNoQuotaToast: flag(true),
  needShowEntrance: flag(true),
}
type ButtonHost = Host<typeof PROPERTIES>

/** Answers to the open types; each fires the event that WeChat fires. */
const OPEN_TYPES: Record<string, (host: ButtonHost) => void | Promise<void>> = {
  share: (host) => share('button', host.component),
  getPhoneNumber: (host) => host.fire('getphonenumber', phoneHost.phoneNumber()),
  getRealtimePhoneNumber: (host) => host.fire('getrealtimephonenumber', phoneHost.phoneNumber()),
  contact: (host) => {
    phoneHost.record('contact', { sessionFrom: host.values.sessionFrom })
    host.fire('contact', { path: '', query: {}, errMsg: 'enterContact:ok' })
  },
  agreePrivacyAuthorization: (host) => {
    canAuthorise.agree()
    host.fire('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
  chooseAvatar: async (host) => host.fire('chooseavatar', await phoneHost.avatar()),
  openSetting: (host) => host.fire('opensetting', { errMsg: 'openSetting:ok', authSetting: {} }),
  feedback: () => phoneHost.record('feedback', {}),
  launchApp: (host) => host.fire('error', { errMsg: 'launchApp:fail invalid scene' }),
}

function open(host: ButtonHost): void {
  for (const type of host.values.openType.split('|').filter((one) => one !== '')) {
    const act = OPEN_TYPES[type]
    if (act === undefined) reportError(`<button open-type="${type}"> is unknown`)
    else void act(host)
  }
}

function buttonBehaviour(host: ButtonHost) {
  const activate = (): void => {
    if (host.values.disabled) return
    open(host)
    const { formType } = host.values
    const form = host.element.closest('wx-form')
    if (form !== null && (formType === 'submit' || formType === 'reset')) {
      form.dispatchEvent(new CustomEvent(`mp-${formType}`, { detail: host.component }))
    }
  }
  host.onTap(activate)
  return {
    activate,
    update() {
      const { size, type, plain, disabled, loading } = host.values
      Object.assign(host.element.dataset, { size, type })
      host.element.toggleAttribute('plain', plain)
      host.element.toggleAttribute('disabled', disabled)
      host.element.toggleAttribute('loading', loading)
    },
  }
}

export function defineButton(): void {
  defineBuiltin('button', PROPERTIES, buttonBehaviour)
  defineBuiltin('label', { for: text() }, (host) => {
    host.onTap(() => labelTarget(host.element, host.values.for)?.activate?.())
    return {}
  })
}

const LABELLED = 'wx-checkbox,wx-radio,wx-switch,wx-button,wx-input'

/** The named field, or the first one inside; a tap on the field itself is no second activation. */
function labelTarget(label: HTMLElement, id: string) {
  const page = label.closest('.mp-page')
  const field = id === '' ? label.querySelector(LABELLED) : page?.querySelector(`#${CSS.escape(id)}`)
  return field === null || field === undefined ? undefined : behaviourOf(field)
}
