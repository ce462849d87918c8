import type { PaymentOutcome, PaymentParameters } from './host'

/** Who holds the phone, as the simulator knows them. */
export interface Person {
  id: number
  openid: string
}

/** Where the phone keeps its owner between starts; no key of the program's own storage begins like this. */
const OWNER_KEY = 'mp-phone:owner'

let base = ''
let owner: Promise<Person> | undefined

class SimulatorRefusal extends Error {}

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return (await response.json()) as Answer
  const problem = (await response.json().catch(() => ({}))) as { message?: string }
  throw new SimulatorRefusal(problem.message ?? `simulator answered ${response.status} to ${path}`)
}

/** A phone without an owner gets a new one at its first login. */
async function findOwner(): Promise<Person> {
  const stored = localStorage.getItem(OWNER_KEY)
  if (stored !== null) return JSON.parse(stored) as Person
  const { id, openid } = await post<Person>('/sim/people', { nickname: '微信用户' })
  localStorage.setItem(OWNER_KEY, JSON.stringify({ id, openid }))
  return { id, openid }
}

function currentOwner(): Promise<Person> {
  owner ??= findOwner()
  return owner
}

/** Close the payment sheet one way or the other. Both check signature and session as WeChat does. */
async function decide(
  path: '/sim/pay' | '/sim/cancel',
  { timeStamp, nonceStr, package: session, signType, paySign }: PaymentParameters,
): Promise<void> {
  const { openid } = await currentOwner()
  await post(path, { timeStamp, nonceStr, package: session, signType: signType ?? 'MD5', paySign, openid })
}

async function settle(
  path: '/sim/pay' | '/sim/cancel',
  parameters: PaymentParameters,
  result: 'success' | 'cancel',
): Promise<PaymentOutcome> {
  try {
    await decide(path, parameters)
    return { result }
  } catch (problem) {
    if (!(problem instanceof SimulatorRefusal)) throw problem
    return { result: 'fail', message: problem.message }
  }
}

/** Client of a simulator that plays WeChat for the phone's owner. Its calls are described in the README. */
export const simulator = {
  configure(address: string | undefined, person: Person | undefined): void {
    base = (address ?? '').replace(/\/$/, '')
    if (person !== undefined) owner = Promise.resolve(person)
  },
  get isConfigured(): boolean {
    return base !== ''
  },
  async login(): Promise<string> {
    const { id } = await currentOwner()
    return (await post<{ code: string }>(`/sim/people/${id}/login-codes`, {})).code
  },
  pay: (parameters: PaymentParameters): Promise<PaymentOutcome> => settle('/sim/pay', parameters, 'success'),
  cancel: (parameters: PaymentParameters): Promise<PaymentOutcome> => settle('/sim/cancel', parameters, 'cancel'),
}
