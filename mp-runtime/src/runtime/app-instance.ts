import { Emitter } from './emitter'
import type { Query } from './pages/url'
import { guarded } from './problems'

export interface LaunchOptions {
  path: string
  query: Query
  scene: number
  referrerInfo: Record<string, unknown>
  shareTicket?: string
  apiCategory: string
}

type AppDefinition = Record<string, unknown>

let instance: AppDefinition = {}
let launchOptions: LaunchOptions = { path: '', query: {}, scene: 1001, referrerInfo: {}, apiCategory: 'default' }
let enterOptions = launchOptions

export const appEvents = {
  show: new Emitter<LaunchOptions>('onAppShow'),
  hide: new Emitter<undefined>('onAppHide'),
  error: new Emitter<string>('onError'),
  pageNotFound: new Emitter<unknown>('onPageNotFound'),
  unhandledRejection: new Emitter<{ reason: unknown }>('onUnhandledRejection'),
}

/** `App()`: the definition itself is the instance, as `getApp()` returns it. */
export function defineApp(definition: AppDefinition): void {
  instance = definition
}

export const appInstance = (): AppDefinition => instance
export const getLaunchOptions = (): LaunchOptions => launchOptions
export const getEnterOptions = (): LaunchOptions => enterOptions

export function callApp(name: string, ...given: unknown[]): void {
  const method = instance[name]
  if (typeof method === 'function') guarded(`App ${name}`, () => method.apply(instance, given) as unknown)
}

/** First start of the program. */
export function launchApp(options: LaunchOptions): void {
  launchOptions = options
  enterOptions = options
  callApp('onLaunch', options)
  showApp(options)
}

/** The program comes to the front, at the start or again. */
export function showApp(options: LaunchOptions = enterOptions): void {
  enterOptions = options
  callApp('onShow', options)
  appEvents.show.emit(options)
}

export function hideApp(): void {
  callApp('onHide')
  appEvents.hide.emit(undefined)
}
