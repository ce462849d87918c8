import { type Answers, answers, calls, type RecordedCall } from './answers'
import { type NetworkType, networkType, setNetwork } from './api/network'
import { runningRequests, traffic, type Traffic } from './api/request'
import { clipboardText } from './api/device'
import { storageSnapshot } from './api/storage'
import { getEnterOptions, hideApp, type LaunchOptions, showApp } from './app-instance'
import { closeOverlays } from './chrome/dialogs'
import { currentRouter, frontPage } from './current'
import { parseAddress } from './pages/url'
import { setDataFigures } from './set-data'
import { lastShare, share, type ShareCard, shareTimeline } from './share'

/** Without a request for this long a page is taken as settled. */
const QUIET_MILLISECONDS = 150

export interface LaunchTarget {
  /** Page path with or without a leading slash, and optionally `?query`. */
  path?: string
  scene?: number
}

function startAddress({ path = '', scene }: LaunchTarget): string {
  const parameters = new URLSearchParams(location.search)
  parameters.delete('path')
  parameters.delete('scene')
  if (path !== '') parameters.set('path', path)
  if (scene !== undefined) parameters.set('scene', String(scene))
  const query = parameters.toString()
  return query === '' ? location.pathname : `${location.pathname}?${query}`
}

async function until(isDone: () => boolean, timeoutMilliseconds: number): Promise<void> {
  const deadline = performance.now() + timeoutMilliseconds
  while (!isDone()) {
    if (performance.now() > deadline) throw new Error('mp-runtime: not idle in time')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** What a test, or a person at the console, uses to play phone and WeChat: `window.__mp`. */
export const driver = {
  /** Milliseconds from navigation to the first page shown; set when the program started. */
  bootMs: 0,
  isRunning: false,
  answers: answers as Answers,
  /** Every wx call of the program, in order. */
  calls: (name?: string): RecordedCall[] => calls.filter((call) => name === undefined || call.name === name),
  /** Every HTTP request of the program. */
  traffic: (): Traffic[] => traffic.map((entry) => ({ ...entry })),
  clearTraffic: (): void => void traffic.splice(0),

  path: (): string => currentRouter().frontPath,
  page: () => ({ path: currentRouter().frontPath, query: frontPage()?.query ?? {} }),
  stack: (): string[] => currentRouter().opened.map((page) => page.path),
  data: (): unknown => frontPage()?.instance.data,
  storage: storageSnapshot,
  clipboard: clipboardText,
  share: async (): Promise<ShareCard | undefined> => {
    await share('menu')
    return lastShare
  },
  shareTimeline,
  lastShare: (): ShareCard | undefined => lastShare,
  setData: () => ({ ...setDataFigures }),

  network: (): NetworkType => networkType(),
  setNetwork,
  pullDown: (): void => frontPage()?.pull.start(),
  back: (): void => currentRouter().navigateBack(1),

  /** The owner leaves WeChat, and comes back. */
  hide: hideApp,
  show: (target: LaunchTarget = {}): void => {
    const options: LaunchOptions = { ...getEnterOptions(), scene: target.scene ?? getEnterOptions().scene }
    if (target.path === undefined) return showApp(options)
    const address = parseAddress(`/${target.path.replace(/^\//, '')}`, '')
    showApp({ ...options, ...address })
    currentRouter().reLaunch(address)
  },

  /** Start anew, keeping storage: at the given page, or at the entry page. */
  launch: (target: LaunchTarget = {}): void => location.assign(startAddress(target)),
  restart: (): void => location.assign(startAddress({})),
  /** WeChat ends the program; only `launch` or `restart` bring it back. */
  kill: (): void => {
    hideApp()
    currentRouter().closeAll()
    closeOverlays()
    driver.isRunning = false
  },

  /** Resolves when no request has been running for a moment. @throws Error after the time-out (ms). */
  idle: async (timeoutMilliseconds = 10_000): Promise<void> => {
    let quietSince = performance.now()
    await until(() => {
      if (runningRequests() > 0) quietSince = performance.now()
      return performance.now() - quietSince > QUIET_MILLISECONDS
    }, timeoutMilliseconds)
  },
}

export type Driver = typeof driver
