import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { behaviourOf } from '../builtins/define'
import { pageRect, pagesBox } from '../chrome/phone'
import { frontPage } from '../current'

/** A component as programs hold it; the framework's component is in `_$`. */
export interface Caller {
  _$: glassEasel.GeneralComponent
}

interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}

type Result = Record<string, unknown>
type Callback = (result: Result | Result[] | null) => void
type Selection = { kind: 'one' | 'all'; selector: string } | { kind: 'viewport' }

interface Question {
  component: Caller | undefined
  selection: Selection
  fields: Fields
  callback?: Callback
}

const RECT: Fields = { id: true, dataset: true, rect: true, size: true }
const OFFSET: Fields = { id: true, dataset: true, scrollOffset: true }

function computed(box: HTMLElement, names: string[]): Result {
  const style = getComputedStyle(box)
  return Object.fromEntries(names.map((name) => [name, style[name as keyof CSSStyleDeclaration]]))
}

function measure(box: HTMLElement, fields: Fields): Result {
  const { width, height, ...sides } = pageRect(box.getBoundingClientRect())
  const { scrollTop, scrollLeft, scrollWidth, scrollHeight } = box
  return {
    ...(fields.rect === true ? sides : {}),
    ...(fields.size === true ? { width, height } : {}),
    ...(fields.scrollOffset === true ? { scrollTop, scrollLeft, scrollWidth, scrollHeight } : {}),
    ...computed(box, fields.computedStyle ?? []),
  }
}

function describe(element: glassEasel.Element, fields: Fields): Result {
  const box = element.$$ as HTMLElement | null
  const data = (element as glassEasel.GeneralComponent).data as Result | undefined
  const node = box === null ? undefined : behaviourOf(box)?.node?.()
  return {
    ...(fields.id === true ? { id: element.id } : {}),
    ...(fields.dataset === true ? { dataset: { ...element.dataset } } : {}),
    ...(fields.mark === true ? { mark: element.collectMarks() } : {}),
    ...(box === null ? {} : measure(box, fields)),
    ...Object.fromEntries((fields.properties ?? []).map((name) => [name, data?.[name]])),
    ...(fields.node === true ? { node } : {}),
    ...(fields.context === true ? { context: node } : {}),
  }
}

function viewport(fields: Fields): Result {
  const page = frontPage()?.host ?? pagesBox
  return {
    ...(fields.id === true ? { id: '' } : {}),
    ...(fields.dataset === true ? { dataset: {} } : {}),
    ...measure(page, fields),
  }
}

function answer({ component, selection, fields }: Question): Result | Result[] | null {
  if (selection.kind === 'viewport') return viewport(fields)
  const root = component?._$.getShadowRoot()
  if (selection.kind === 'all')
    return (root?.querySelectorAll(selection.selector) ?? []).map((one) => describe(one, fields))
  const found = root?.querySelector(selection.selector)
  return found === null || found === undefined ? null : describe(found, fields)
}

/** `wx.createSelectorQuery`: measures in the coordinates of the page. */
export class SelectorQuery {
  private readonly questions: Question[] = []

  constructor(private component: Caller | undefined) {}

  in(component: Caller): this {
    this.component = component
    return this
  }

  private ask(selection: Selection) {
    const add = (fields: Fields, callback?: Callback): this => {
      this.questions.push({ component: this.component, selection, fields, callback })
      return this
    }
    return {
      boundingClientRect: (callback?: Callback) => add(RECT, callback),
      scrollOffset: (callback?: Callback) => add(OFFSET, callback),
      fields: (fields: Fields, callback?: Callback) => add(fields, callback),
      node: (callback?: Callback) => add({ node: true }, callback),
      context: (callback?: Callback) => add({ context: true }, callback),
    }
  }

  select(selector: string) {
    return this.ask({ kind: 'one', selector })
  }

  selectAll(selector: string) {
    return this.ask({ kind: 'all', selector })
  }

  selectViewport() {
    return this.ask({ kind: 'viewport' })
  }

  exec(callback?: (results: unknown[]) => void): this {
    setTimeout(() => {
      const results = this.questions.map((question) => {
        const result = answer(question)
        question.callback?.(result)
        return result
      })
      callback?.(results)
    })
    return this
  }
}
