import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { BUILTIN_TAGS } from '../../shared/tags'
import { guarded } from '../problems'

/** A property of a built-in: how any given value is read, and what it is when nothing is given. */
export interface Property<Value> {
  read: (given: unknown) => Value
}

export const text = (initial = ''): Property<string> => ({
  read: (given) => (given === null || given === undefined ? initial : String(given)),
})
/** A bare attribute (`<button disabled>`) comes compiled as true, `disabled=""` as the empty text, which is false. */
export const flag = (initial = false): Property<boolean> => ({
  read: (given) => (given === null || given === undefined ? initial : Boolean(given)),
})
export const number = (initial = 0): Property<number> => ({
  read: (given) => (given === null || given === undefined || given === '' ? initial : Number.parseFloat(String(given))),
})
export const anything = (initial: unknown = null): Property<unknown> => ({ read: (given) => given ?? initial })
export const list = (): Property<unknown[]> => ({ read: (given) => (Array.isArray(given) ? given : []) })

type Properties = Record<string, Property<unknown>>
type Values<Given extends Properties> = { readonly [Name in keyof Given]: ReturnType<Given[Name]['read']> }

/** A placed built-in as its behaviour sees it. */
export interface Host<Given extends Properties> {
  readonly component: glassEasel.GeneralComponent
  readonly element: HTMLElement
  /** Current property values, read anew on each access. */
  readonly values: Values<Given>
  /** Tell the program; built-in events do not bubble unless said otherwise. */
  fire(type: string, detail?: unknown, options?: glassEasel.EventOptions): void
  /** The program or a child tapped on it. */
  onTap(act: () => void): void
  /** Keep the component's own property in step with what the user did, so that setting it back works. */
  remember(property: keyof Given & string, value: unknown): void
}

export interface Behaviour {
  /** A property changed; also called once after placing. */
  update?(): void
  removed?(): void
  /** The value a form submits, when the built-in is a form field. */
  formValue?(): unknown
  /** Back to the value it was placed with. */
  reset?(): void
  /** A label pointing here was tapped. */
  activate?(): void
  /** What `createSelectorQuery().node()` or `.context()` gives. */
  node?(): unknown
}

/** Properties every component of WeChat has. */
const COMMON = [
  'hidden',
  'ariaRole',
  'ariaLabel',
  'ariaHidden',
  'ariaDisabled',
  'ariaChecked',
  'role',
  'animation',
  'ariaLive',
  'ariaSelected',
  'ariaExpanded',
  'ariaModal',
  'ariaAtomic',
  'ariaRelevant',
  'ariaValuenow',
  'ariaLabelledby',
  'ariaDescribedby',
  'ariaHaspopup',
]
const HOVER: Properties = {
  hoverClass: text('none'),
  hoverStopPropagation: flag(),
  hoverStartTime: number(50),
  hoverStayTime: number(400),
}

const behaviours = new WeakMap<HTMLElement, Behaviour>()
const space = new glassEasel.ComponentSpace()

/** The behaviour of a built-in element, to reach form fields, labels and canvas nodes. */
export const behaviourOf = (element: Element): Behaviour | undefined => behaviours.get(element as HTMLElement)

/** Built-ins always have a box: none of them is a virtual host. */
const boxOf = (component: glassEasel.GeneralComponent): HTMLElement => component.$$ as unknown as HTMLElement

const ariaName = (name: string): string =>
  name === 'ariaRole' ? 'role' : name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)

function reflect(element: HTMLElement, name: string, value: unknown): void {
  if (name === 'hidden') element.toggleAttribute('hidden', Boolean(value))
  else if (name.startsWith('aria') && value !== null && value !== undefined)
    element.setAttribute(ariaName(name), String(value))
}

function readValues<Given extends Properties>(component: glassEasel.GeneralComponent, given: Given): Values<Given> {
  const values = {} as Record<string, unknown>
  for (const [name, property] of Object.entries(given)) {
    Object.defineProperty(values, name, { get: () => property.read((component.data as Record<string, unknown>)[name]) })
  }
  return values as Values<Given>
}

function makeHost<Given extends Properties>(component: glassEasel.GeneralComponent, given: Given): Host<Given> {
  return {
    component,
    element: boxOf(component),
    values: readValues(component, given),
    fire: (type, detail = {}, options = {}) => component.triggerEvent(type, detail, options),
    onTap: (act) => component.addListener('tap', () => void act()),
    remember: (property, value) => component.setData({ [property]: value }),
  }
}

type Create<Given extends Properties> = (host: Host<Given>) => Behaviour
type Registrar = (tag: string, definition: glassEasel.GeneralComponentDefinition) => void
let register: Registrar = () => undefined

/** Where definitions go; set before the first built-in is defined. */
export function registerBuiltinsWith(registrar: Registrar): void {
  register = registrar
}

/** Hooks of one definition; `created` maps components to what makes them behave. */
function lifetimes<Given extends Properties>(tag: string, given: Given, create: Create<Given>) {
  return {
    attached(this: glassEasel.GeneralComponent) {
      const element = boxOf(this)
      for (const name of COMMON) reflect(element, name, (this.data as Record<string, unknown>)[name])
      const behaviour = guarded(`<${tag}>`, () => create(makeHost(this, given))) ?? {}
      behaviours.set(element, behaviour)
      guarded(`<${tag}>`, () => behaviour.update?.())
    },
    detached(this: glassEasel.GeneralComponent) {
      behaviours.get(boxOf(this))?.removed?.()
    },
  }
}

function observe(tag: string, name: string) {
  return function (this: glassEasel.GeneralComponent, value: unknown): void {
    const element = boxOf(this)
    if (!this.$$) return
    if (COMMON.includes(name)) reflect(element, name, value)
    guarded(`<${tag}>`, () => behaviours.get(element)?.update?.())
  }
}

/** Define a component that WeChat draws itself. */
export function defineBuiltin<Given extends Properties>(
  tag: string,
  given: Given,
  create: Create<Given> = () => ({}),
): void {
  if (!BUILTIN_TAGS.has(tag)) throw new Error(`<${tag}> is missing in BUILTIN_TAGS`)
  const names = [...new Set([...COMMON, ...Object.keys(HOVER), ...Object.keys(given)])]
  const definition = space.defineComponent({
    is: `wx/${tag}`,
    properties: Object.fromEntries(names.map((name) => [name, { type: null, value: null }])),
    observers: names.map((name) => ({ fields: name, observer: observe(tag, name) })),
    lifetimes: lifetimes(tag, given, create),
  } as never) as unknown as { general(): glassEasel.GeneralComponentDefinition }
  register(tag, definition.general())
}
