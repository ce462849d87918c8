import type { BundleData } from '../shared/config'
import type { CompiledTemplateMap } from './engine/templates'
import type { Driver } from './driver'
import type { Person } from './simulator'

/** Settings that a test or the serve command puts into the page before the runtime starts. */
export interface RuntimeConfig {
  /** Base address of a simulator that answers login and payment. */
  simulator?: string
  /** Who holds the phone, one of the simulator's people. Default: somebody new. */
  person?: Person
  /** First answers of the driver, see Answers. */
  answers?: Record<string, unknown>
  /** Start offline or on a slow network: none, wifi, 4g, … */
  network?: string
  /** Launch scene, WeChat's scene number; 1001 by default. */
  scene?: number
}

export type ModuleFunction = (
  require: (target: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  global: object,
  globalThis: object,
) => void

declare global {
  interface Window {
    __mpBundle: BundleData
    __mpTemplates: CompiledTemplateMap
    __mpConfig?: RuntimeConfig
    __mpDefine: (id: string, code: ModuleFunction) => void
    __mpErrors: string[]
    __mpWarn: string[]
    __mp: Driver
    wx: object
  }
}
