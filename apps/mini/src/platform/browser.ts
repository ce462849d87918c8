import type { ClientSettings, PaymentFields } from '@lilong/shared'
import { NotHere, type PaymentOutcome, type Platform } from './contract'

/**
 * H5, served by the API itself. Signing in and paying are visits to another page: outside production the simulator's virtual phone.
 * Both come back to this address; what was open is remembered in the state.
 */
const VISIT = 'lilong.visit'

interface Visit {
  /** Guards against a code that somebody else planted in our address. */
  state: string
  /** The part after '#' that was open when the page was left. */
  hash: string
}

const never = () => new Promise<never>(() => undefined)

async function simulatorUrl(): Promise<string> {
  const answer = await fetch('/api/v1/client-settings')
  const settings = (await answer.json()) as ClientSettings
  if (!settings.simulator_url) throw new NotHere('请在微信中打开里弄小程序，再登录和付款')
  return settings.simulator_url
}

function home(): string {
  return `${location.origin}${location.pathname}`
}

async function signInCode(): Promise<string> {
  const simulator = await simulatorUrl()
  const visit: Visit = { state: crypto.randomUUID(), hash: location.hash }
  sessionStorage.setItem(VISIT, JSON.stringify(visit))
  const query = new URLSearchParams({ redirect_uri: home(), state: visit.state })
  location.assign(`${simulator}/phone/login?${query}`)
  return never()
}

/** Also puts the page that was left back into the address, before the router reads it. */
function takeReturnedCode(): string | null {
  const query = new URLSearchParams(location.search)
  const code = query.get('code')
  const stored = sessionStorage.getItem(VISIT)
  if (!code || !stored) return null
  sessionStorage.removeItem(VISIT)
  const visit = JSON.parse(stored) as Visit
  history.replaceState(history.state, '', `${home()}${visit.hash}`)
  return query.get('state') === visit.state ? code : null
}

async function pay(fields: PaymentFields, returnPage: string): Promise<PaymentOutcome> {
  const simulator = await simulatorUrl()
  const query = new URLSearchParams({ ...fields, return_url: `${home()}#${returnPage}` })
  location.assign(`${simulator}/phone/pay?${query}`)
  return never()
}

function takeReturnedPayment(): PaymentOutcome | null {
  const result = new URLSearchParams(location.search).get('result')
  if (!result) return null
  history.replaceState(history.state, '', `${home()}${location.hash}`)
  return result === 'cancel' ? 'cancelled' : 'done'
}

function watchNetwork(note: (isConnected: boolean) => void): void {
  note(navigator.onLine)
  window.addEventListener('online', () => note(true))
  window.addEventListener('offline', () => note(false))
}

function watchFaults(note: (fault: unknown) => void): void {
  window.addEventListener('error', ({ error }) => note(error))
  window.addEventListener('unhandledrejection', ({ reason }) => note(reason))
}

export const browser: Platform = {
  signInWay: 'by_visit',
  apiOrigin: () => '',
  signInCode,
  takeReturnedCode,
  takeReturnedPayment,
  pay,
  titleRow: () => ({ top: 0, height: 48, right: 0 }),
  watchNetwork,
  watchFaults,
}
