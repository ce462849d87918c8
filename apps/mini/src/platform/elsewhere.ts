import { NotHere, type Platform } from './contract'
import { apiOrigin, titleRow, watchFaults, watchNetwork } from './mini-program'

/** Douyin and Xiaohongshu: goods can be looked at; buying needs WeChat's sign-in and WeChat Pay. */
const ONLY_IN_WEIXIN = '请在微信中搜索「里弄」小程序下单'

function refuse(): Promise<never> {
  return Promise.reject(new NotHere(ONLY_IN_WEIXIN))
}

export const elsewhere: Platform = {
  signInWay: 'not_here',
  apiOrigin,
  signInCode: refuse,
  takeReturnedCode: () => null,
  takeReturnedPayment: () => null,
  pay: refuse,
  titleRow,
  watchNetwork,
  watchFaults,
}
