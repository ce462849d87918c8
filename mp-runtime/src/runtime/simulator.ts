import type { PaymentOutcome, PaymentParameters } from './host'

let base = ''
let user = ''

async function ask<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`simulator ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

/** Client of a simulator that plays WeChat for the phone's owner. Its three calls are described in the README. */
export const simulator = {
  configure(address: string | undefined, owner: string | undefined): void {
    base = (address ?? '').replace(/\/$/, '')
    user = owner ?? 'buyer'
  },
  get isConfigured(): boolean {
    return base !== ''
  },
  login: async (): Promise<string> => (await ask<{ code: string }>('/sim/login', { user })).code,
  phoneNumber: async (): Promise<string> => (await ask<{ code: string }>('/sim/phone-number', { user })).code,
  pay: (parameters: PaymentParameters): Promise<PaymentOutcome> => ask('/sim/pay', { user, ...parameters }),
}
