import { component } from 'glass-easel-miniprogram-adapter'
import { recordCall } from '../answers'
import { BUILTIN_TAGS } from '../../shared/tags'
import { frontPage } from '../current'
import { reportError } from '../problems'
import { account } from './account'
import { bars } from './bars'
import { WECHAT_FUNCTIONS } from './catalogue'
import { ApiFailure, settle } from './define'
import { device } from './device'
import { fileApis } from './files'
import { overlays } from './interface'
import { PageIntersectionObserver } from './intersection'
import { privacy } from './privacy'
import { type Caller, SelectorQuery } from './query'
import { requests } from './request'
import { routing } from './routing'
import { storage } from './storage'
import { system } from './system'

type Wx = Record<string, unknown>

const front = (): Caller | undefined => frontPage()?.instance as unknown as Caller | undefined

const implemented: Wx = {
  ...system,
  ...routing,
  ...bars,
  ...overlays,
  ...storage,
  ...requests,
  ...account,
  ...privacy,
  ...device,
  ...fileApis,
  createSelectorQuery: () => new SelectorQuery(front()),
  createIntersectionObserver: (owner: Caller | undefined, options?: object) =>
    new PageIntersectionObserver(owner ?? front(), options),
  canIUse: (schema: string) => canIUse(schema),
}

function canIUse(schema: string): boolean {
  const [name = ''] = schema.split('.')
  return name in implemented || BUILTIN_TAGS.has(name)
}

/** A function of WeChat that this runtime lacks: recorded, and failing as an unsupported call does on a phone. */
function missing(name: string) {
  return (options: object = {}): unknown => {
    recordCall(name, options)
    reportError(`wx.${name} is not supported by mp-runtime`)
    return settle(name, options, Promise.reject(new ApiFailure('not supported')))
  }
}

/** Component methods that measure use the page's coordinates too. */
function patchComponentMethods(): void {
  const prototype = component.ComponentCaller.prototype as unknown as Wx
  prototype.createSelectorQuery = function (this: Caller) {
    return new SelectorQuery(this)
  }
  prototype.createIntersectionObserver = function (this: Caller, options?: object) {
    return new PageIntersectionObserver(this, options)
  }
}

/** Everything behind the program's global `wx`. */
export function createWx(): Wx {
  patchComponentMethods()
  const absent = WECHAT_FUNCTIONS.filter((name) => !(name in implemented))
  return { ...Object.fromEntries(absent.map((name) => [name, missing(name)])), ...implemented }
}
