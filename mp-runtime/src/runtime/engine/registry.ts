import type { behavior, types } from 'glass-easel-miniprogram-adapter'
import { type BundleData, type ComponentConfig, pagePathsOf, SCOPE_MARK } from '../../shared/config'
import { resolveModule } from '../../shared/resolve'
import { reportError } from '../problems'
import type { CompiledTemplateMap } from './templates'
import { hasModule, load, runningModule } from './modules'
import { associatedBackend, codeSpace } from './space'

type Definition = types.GeneralComponentDefinition & { options?: { styleIsolation?: string; addGlobalClass?: boolean } }
type AnyBehavior = behavior.GeneralBehavior

/** Components and pages by path, loaded when the first page that uses them opens (`lazyCodeLoading`). */
export class Registry {
  private readonly pages: ReadonlySet<string>
  private readonly loaded = new Set<string>()
  private readonly defined = new Set<string>()
  private scopeCount = 0

  constructor(
    private readonly bundle: BundleData,
    private readonly templates: CompiledTemplateMap,
  ) {
    this.pages = new Set(pagePathsOf(bundle.app))
  }

  isPage(path: string): boolean {
    return this.pages.has(path)
  }

  configOf(path: string): ComponentConfig {
    return this.bundle.configs[path] ?? {}
  }

  private readonly exists = (path: string): boolean => hasModule(path) || path in this.bundle.configs

  private componentsUsedBy(path: string): Record<string, string> {
    const declared = { ...this.bundle.app.usingComponents, ...this.configOf(path).usingComponents }
    return Object.fromEntries(
      Object.entries(declared).map(([tag, target]) => [tag, `/${resolveModule(path, target, this.exists)}`]),
    )
  }

  private defaultGenericsOf(path: string): string[] {
    const generics = Object.values(this.configOf(path).componentGenerics ?? {})
    const targets = generics.map((one) => (one === true ? undefined : one.default)).filter((one) => one !== undefined)
    return targets.map((target) => resolveModule(path, target, this.exists))
  }

  /** Run the code of a page or component and of everything it uses, dependencies first. */
  ensureLoaded(path: string): void {
    if (this.loaded.has(path)) return
    this.loaded.add(path)
    for (const used of Object.values(this.componentsUsedBy(path))) this.ensureLoaded(used.slice(1))
    for (const used of this.defaultGenericsOf(path)) this.ensureLoaded(used)
    if (!hasModule(path)) return reportError(`component not found: ${path}.js`)
    load(path)
    if (!this.defined.has(path)) reportError(`${path}.js calls neither Page() nor Component()`)
  }

  private staticConfig(path: string, definition: Definition): types.ComponentStaticConfig {
    const { styleIsolation, addGlobalClass, component, ...config } = this.configOf(path)
    const chosen = styleIsolation ?? definition.options?.styleIsolation
    return {
      ...config,
      component: component === true && !this.isPage(path),
      usingComponents: this.componentsUsedBy(path),
      addGlobalClass: addGlobalClass === true || definition.options?.addGlobalClass === true,
      styleIsolation: chosen as types.StyleIsolation | undefined,
    }
  }

  private addStyles(path: string, config: types.ComponentStaticConfig): void {
    const usual = config.component !== true ? 'shared' : config.addGlobalClass === true ? 'apply-shared' : 'isolated'
    const isolation: string = config.styleIsolation ?? usual
    const isShared = isolation === 'shared' || isolation === 'page-shared'
    const scope = isShared ? undefined : `s${this.scopeCount++}`
    const css = this.bundle.styles[path]
    if (css !== undefined) {
      const prefix = scope === undefined ? '' : `${scope}--`
      associatedBackend.registerStyleSheetContent(path, css.replaceAll(SCOPE_MARK, prefix))
    }
    codeSpace.addStyleSheet(path, css === undefined ? undefined : path, scope)
  }

  /** The adapter reads styleIsolation and the like from JSON only; programs may set them in JavaScript too. */
  private prepare(path: string, definition: Definition): void {
    const config = this.staticConfig(path, definition)
    codeSpace.addComponentStaticConfig(path, config)
    const content = this.templates[path]
    if (content === undefined) reportError(`${path}.wxml is missing`)
    else codeSpace.addCompiledTemplate(path, { groupList: this.templates, content } as never)
    this.addStyles(path, config)
    this.defined.add(path)
  }

  /** `app.wxss` applies to every page and to components that share styles. */
  addAppStyles(): void {
    const css = this.bundle.styles['app']
    if (css === undefined) return
    associatedBackend.registerStyleSheetContent('app', css.replaceAll(SCOPE_MARK, ''))
    codeSpace.addStyleSheet('app', 'app')
  }

  readonly Component = (definition: Definition): unknown => {
    const path = runningModule()
    this.prepare(path, definition)
    replaceBuiltinBehaviors(definition)
    return codeSpace.componentEnv(path, (env) => env.Component(definition))
  }

  readonly Page = (definition: Definition): unknown => {
    const path = runningModule()
    this.prepare(path, definition)
    replaceBuiltinBehaviors(definition)
    return codeSpace.componentEnv(path, (env) => env.Page(definition as Parameters<typeof env.Page>[0]))
  }

  readonly Behavior = (definition: Definition): unknown => {
    replaceBuiltinBehaviors(definition)
    return codeSpace.componentEnv(runningModule(), (env) => env.Behavior(definition))
  }
}

const builtinBehaviors = new Map<string, AnyBehavior>()

/** Stand-ins for `wx://form-field` and its like: the form reads `name` and `value` of whoever has them. */
function builtinBehavior(name: string): AnyBehavior {
  let known = builtinBehaviors.get(name)
  if (known === undefined) {
    const properties: Record<string, StringConstructor | null> =
      name === 'wx://form-field' ? { name: String, value: null } : {}
    known = codeSpace.componentEnv('', (env) => env.Behavior({ properties })) as AnyBehavior
    builtinBehaviors.set(name, known)
  }
  return known
}

function replaceBuiltinBehaviors(definition: Definition): void {
  const given = definition.behaviors as (AnyBehavior | string)[] | undefined
  if (given === undefined) return
  definition.behaviors = given.map((one) => (typeof one === 'string' ? builtinBehavior(one) : one))
}
