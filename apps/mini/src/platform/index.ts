import type { Platform } from './contract'
// #ifdef H5
import { browser } from './browser'
// #endif
// #ifdef MP-WEIXIN
import { weixin } from './weixin'
// #endif
// #ifdef MP-TOUTIAO || MP-XHS
import { elsewhere } from './elsewhere'
// #endif

export type { PaymentOutcome, Platform, SignInWay, TitleRow } from './contract'

/** Each build keeps one of these lines. */
function thisPlatform(): Platform {
  // #ifdef H5
  return browser
  // #endif
  // #ifdef MP-WEIXIN
  return weixin
  // #endif
  // #ifdef MP-TOUTIAO || MP-XHS
  return elsewhere
  // #endif
}

export const platform = thisPlatform()
