import type { PaymentFields } from '@lilong/shared'
import type { PaymentOutcome, Platform } from './contract'
import { apiOrigin, titleRow, watchFaults, watchNetwork } from './mini-program'

function signInCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.login({
      provider: 'weixin',
      success: ({ code }) => resolve(code),
      fail: (failure) => reject(new Error(failure.errMsg)),
    })
  })
}

function pay(fields: PaymentFields): Promise<PaymentOutcome> {
  return new Promise((resolve) => {
    uni.requestPayment({
      provider: 'wxpay',
      orderInfo: '',
      timeStamp: fields.timeStamp,
      nonceStr: fields.nonceStr,
      package: fields.package,
      signType: fields.signType,
      paySign: fields.paySign,
      success: () => resolve('done'),
      // A failure is no proof that nothing was paid: only a cancelled sheet is told apart.
      fail: (failure: { errMsg: string }) => resolve(failure.errMsg.includes('cancel') ? 'cancelled' : 'done'),
    })
  })
}

export const weixin: Platform = {
  signInWay: 'silently',
  apiOrigin,
  signInCode,
  takeReturnedCode: () => null,
  takeReturnedPayment: () => null,
  pay,
  titleRow,
  watchNetwork,
  watchFaults,
}
