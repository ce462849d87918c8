import type { TitleRow } from './contract'

/** What the mini programs of WeChat, Douyin and Xiaohongshu have in common. */

const STORED_ORIGIN = 'lilong.api_origin'
const BUILT_ORIGIN = import.meta.env.VITE_API_ORIGIN || 'http://127.0.0.1:8000'

/** Set at build time; a test may point a built bundle elsewhere through storage before it starts. */
const origin: string = uni.getStorageSync(STORED_ORIGIN) || BUILT_ORIGIN

export const apiOrigin = () => origin

export function watchNetwork(note: (isConnected: boolean) => void): void {
  uni.getNetworkType({ success: ({ networkType }) => note(networkType !== 'none') })
  uni.onNetworkStatusChange(({ isConnected }) => note(isConnected))
}

export function watchFaults(note: (fault: unknown) => void): void {
  uni.onError(note)
  uni.onUnhandledRejection(({ reason }) => note(reason))
}

export function titleRow(): TitleRow {
  const { statusBarHeight = 0, windowWidth } = uni.getWindowInfo()
  const capsule = uni.getMenuButtonBoundingClientRect()
  const gap = Math.max(0, capsule.top - statusBarHeight)
  return { top: statusBarHeight, height: capsule.height + 2 * gap, right: windowWidth - capsule.left }
}
