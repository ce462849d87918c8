import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { elementName } from '../../shared/tags'
import { type EventSink, startGestures } from './gestures'
import { registerSheet, SheetList } from './sheets'

type BackendDocument = glassEasel.CurrentWindowBackendContext['document']
type BackendElement = ReturnType<BackendDocument['createElement']>

/** Events of an element itself that CSS motion causes; all other events come from gestures and built-ins. */
const MOTION_EVENT = /^(transitionend|animationstart|animationiteration|animationend)$/

const isRootTag = (tag: string): boolean => tag === 'mp-page-root'

const backendDocument = {
  createElement: (tag: string) => document.createElement(isRootTag(tag) ? 'wx-page' : elementName(tag)),
  createTextNode: (text: string) => document.createTextNode(text),
  createDocumentFragment: () => document.createDocumentFragment(),
} as unknown as BackendDocument

/** glass-easel's DOM backend, narrowed to what a mini program may see of a browser. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  /** Where style sheets of the page under construction are collected. */
  private collecting = new SheetList()

  constructor() {
    super()
    this.document = backendDocument
  }

  /** Run `create` and return with it the sheets that its components asked for. */
  collectSheets<Result>(create: () => Result): { result: Result; sheets: SheetList } {
    const sheets = new SheetList()
    this.collecting = sheets
    return { result: create(), sheets }
  }

  override registerStyleSheetContent(path: string, content: unknown): void {
    registerSheet(path, String(content))
  }

  override appendStyleSheetPath(path: string): number {
    this.collecting.add(path)
    return 0
  }

  override onEvent(sink: EventSink): void {
    startGestures(sink)
  }

  // DOM `click` or `input` must not reach the program: they are no mini-program events and would fire handlers twice.
  override setListenerStats(element: BackendElement, type: string, capture: boolean, level: number): void {
    if (MOTION_EVENT.test(type)) super.setListenerStats(element, type, capture, level)
  }
}
