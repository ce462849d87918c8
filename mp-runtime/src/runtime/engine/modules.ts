import { type AppConfig, subPackagesOf } from '../../shared/config'
import { resolveModule } from '../../shared/resolve'
import type { ModuleFunction } from '../window'
import { programGlobal } from './program-global'

interface Module {
  exports: unknown
}

const definitions = new Map<string, ModuleFunction>()
const modules = new Map<string, Module>()
const running: string[] = []
const openPackages = new Set([''])

let roots: string[] = []

/** Tell which folders are sub-packages. */
export function useAppConfig(app: AppConfig): void {
  roots = subPackagesOf(app).map((one) => one.root)
}

export function defineModule(id: string, code: ModuleFunction): void {
  definitions.set(id, code)
}

export const hasModule = (id: string): boolean => definitions.has(id)

/** The module whose code runs now: `Component()` and `Page()` belong to it. */
export const runningModule = (): string => running.at(-1) ?? ''

const packageOf = (id: string): string => roots.find((root) => id.startsWith(`${root}/`)) ?? ''

/** WeChat downloads a sub-package when one of its pages opens; until then its code does not exist. */
export function openPackageOf(id: string): void {
  openPackages.add(packageOf(id))
}

function requireFrom(id: string): (target: string) => unknown {
  return (target) => load(resolveModule(id, target, hasModule))
}

function run(id: string, code: ModuleFunction): unknown {
  const module: Module = { exports: {} }
  modules.set(id, module)
  running.push(id)
  try {
    code(requireFrom(id), module, module.exports, programGlobal, programGlobal)
  } finally {
    running.pop()
  }
  return module.exports
}

/**
 * Run a module once and return its exports.
 *
 * @throws Error when there is no such module, or it lies in a sub-package that is not loaded yet.
 */
export function load(id: string): unknown {
  const known = modules.get(id)
  if (known !== undefined) return known.exports
  const code = definitions.get(id)
  if (code === undefined) throw new Error(`module '${id}.js' is not defined`)
  if (!openPackages.has(packageOf(id))) {
    throw new Error(`module '${id}.js' is not defined: sub-package ${packageOf(id)} is not loaded yet`)
  }
  return run(id, code)
}
