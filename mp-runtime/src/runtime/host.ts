import { answers, recordCall } from './answers'
import { pickFiles } from './media-answers'
import { openPaymentSheet } from './chrome/payment-sheet'
import { simulator } from './simulator'

/** What `wx.requestPayment` hands over. */
export interface PaymentParameters {
  timeStamp: string
  nonceStr: string
  package: string
  signType?: string
  paySign: string
}

export type PaymentOutcome = { result: 'success' } | { result: 'cancel' } | { result: 'fail'; message: string }

let codeCount = 0
/** Without simulator and answer a code still looks like one, and no two are equal. */
const inventedCode = (kind: string): string => `mp-runtime-${kind}-${++codeCount}`

async function login(): Promise<string | undefined> {
  if (answers.login !== undefined) return answers.login === false ? undefined : answers.login
  return simulator.isConfigured ? simulator.login() : inventedCode('login')
}

function phoneNumber(): Record<string, string> {
  if (answers.phoneNumber === false) return { errMsg: 'getPhoneNumber:fail user deny' }
  return { errMsg: 'getPhoneNumber:ok', code: answers.phoneNumber ?? inventedCode('phone') }
}

/** Pay as the test answered, or as the person who looks at the phone decides on a drawn sheet. */
async function pay(parameters: PaymentParameters): Promise<PaymentOutcome> {
  const decision = answers.payment ?? (await openPaymentSheet())
  if (decision === 'fail') return { result: 'fail', message: 'system error' }
  if (!simulator.isConfigured) return { result: decision }
  return decision === 'success' ? simulator.pay(parameters) : simulator.cancel(parameters)
}

async function avatar(): Promise<Record<string, string>> {
  const [file] = await pickFiles(1)
  return file === undefined
    ? { errMsg: 'chooseAvatar:fail cancel' }
    : { avatarUrl: file.tempFilePath, errMsg: 'chooseAvatar:ok' }
}

/** The world around the program: WeChat's account, its payment, its owner. */
export const host = { login, phoneNumber, pay, avatar, record: recordCall }
