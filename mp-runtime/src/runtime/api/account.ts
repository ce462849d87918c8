import { answers, type SubscribeAnswer } from '../answers'
import { host, type PaymentParameters } from '../host'
import { reportError } from '../problems'
import { ApiFailure, apis } from './define'

/** WeChat refuses more templates in one question. */
const TEMPLATE_LIMIT = 3

async function login() {
  const code = await host.login()
  if (code === undefined) throw new ApiFailure('system error')
  return { code }
}

async function requestPayment(parameters: PaymentParameters) {
  const missing = (['timeStamp', 'nonceStr', 'package', 'paySign'] as const).filter((name) => !parameters[name])
  if (missing.length > 0) {
    reportError(`requestPayment:fail parameter error: ${missing.join(', ')} missing`)
    throw new ApiFailure(`parameter error: ${missing[0]} should be String`)
  }
  const outcome = await host.pay(parameters)
  if (outcome.result === 'cancel') throw new ApiFailure('cancel')
  if (outcome.result === 'fail') throw new ApiFailure(outcome.message)
}

function subscribeAnswer(template: string): SubscribeAnswer {
  const { subscribe } = answers
  return typeof subscribe === 'object' ? (subscribe[template] ?? 'reject') : (subscribe ?? 'accept')
}

function requestSubscribeMessage({ tmplIds }: { tmplIds: string[] }) {
  if (tmplIds.length === 0 || tmplIds.length > TEMPLATE_LIMIT)
    throw new ApiFailure('TmplIds length error', { errCode: 20003 })
  return Object.fromEntries(tmplIds.map((template) => [template, subscribeAnswer(template)]))
}

function granted(): void {
  if (answers.authorize === false) throw new ApiFailure('auth deny')
}

/** Who the person is, what they allow, and their money. */
export const account = apis({
  login,
  checkSession: () => undefined,
  requestPayment,
  requestSubscribeMessage,
  getUserInfo: () => ({
    userInfo: { nickName: '微信用户', avatarUrl: '', gender: 0 },
    rawData: '',
    signature: '',
    encryptedData: '',
    iv: '',
  }),
  getUserProfile: () => ({ userInfo: { nickName: '微信用户', avatarUrl: '', gender: 0 } }),
  authorize: granted,
  getSetting: () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
  openSetting: () => ({ authSetting: {} }),
  requestMerchantTransfer: () => {
    if (answers.payment === 'cancel') throw new ApiFailure('cancel')
  },
})
