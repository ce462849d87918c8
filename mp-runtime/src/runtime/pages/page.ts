import type { component, Root } from 'glass-easel-miniprogram-adapter'
import type { ComponentConfig } from '../../shared/config'
import { make } from '../chrome/dom'
import { pagesBox } from '../chrome/phone'
import type { SheetList } from '../engine/sheets'
import { associatedBackend, backend, codeSpace } from '../engine/space'
import { guarded } from '../problems'
import { EventChannel } from './channel'
import { PullToRefresh } from './pull-to-refresh'
import { PageScroll } from './scroll'
import { formatQuery, type Query } from './url'

type Instance = component.GeneralComponent & Record<string, unknown>

let nextWebviewId = 1

/** One opened page: its component tree, its box on the phone, and how far its life has gone. */
export class MiniPage {
  readonly host: HTMLElement
  readonly instance: Instance
  readonly channel = new EventChannel()
  readonly scroll: PageScroll
  readonly pull: PullToRefresh
  readonly webviewId = nextWebviewId++
  private readonly root: Root
  private readonly sheets: SheetList
  private isReady = false
  private isVisible = false

  constructor(
    readonly path: string,
    readonly query: Query,
    /** App-wide window settings and the page's own json; changed by setNavigationBarColor and the like. */
    readonly config: ComponentConfig,
  ) {
    this.host = make('div', 'mp-page', [], { 'data-path': path })
    pagesBox.append(this.host)
    const { result, sheets } = backend.collectSheets(() => this.createRoot())
    this.root = result
    this.sheets = sheets
    this.instance = result.get() as Instance
    this.addPageFields()
    this.scroll = new PageScroll(this.host, config, (name, detail) => this.call(name, detail), this.hears)
    this.pull = new PullToRefresh(this.host, config, () => this.call('onPullDownRefresh'))
  }

  /** A component used as a page gets the query as properties, as in WeChat. */
  private createRoot(): Root {
    const query = formatQuery(this.query)
    return associatedBackend.createRoot('mp-page-root', codeSpace, query === '' ? this.path : `${this.path}?${query}`)
  }

  private addPageFields(): void {
    const fields: Record<string, unknown> = {
      route: this.path,
      __route__: this.path,
      options: this.query,
      __wxWebviewId__: this.webviewId,
      getOpenerEventChannel: () => this.channel,
      getPageId: () => `pageId:${this.webviewId}`,
    }
    for (const [name, value] of Object.entries(fields)) {
      Object.defineProperty(this.instance, name, { value, writable: true, configurable: true, enumerable: true })
    }
  }

  /** Place the components and load the page; it must be on the stack by then, programs look there in onLoad. */
  open(): void {
    const placeholder = document.createElement('span')
    this.host.append(placeholder)
    this.sheets.adopt()
    this.root.attach(this.host as never, placeholder as never)
    this.call('onLoad', this.query)
  }

  readonly hears = (name: string): boolean => typeof this.instance[name] === 'function'

  /** Call one of the page's functions; undefined when it has none or it threw (recorded). */
  call(name: string, ...given: unknown[]): unknown {
    const method = this.instance[name]
    if (typeof method !== 'function') return undefined
    return guarded(`${this.path} ${name}`, () => method.apply(this.instance, given) as unknown)
  }

  show(): void {
    if (this.isVisible) return
    this.isVisible = true
    this.host.hidden = false
    this.sheets.adopt()
    this.call('onShow')
    this.root.getComponent().triggerPageLifetime('show', [])
    if (this.isReady) return
    this.isReady = true
    setTimeout(() => this.becomeReady())
  }

  private becomeReady(): void {
    if (!this.host.isConnected) return
    this.call('onReady')
    this.root.getComponent().triggerPageLifetime('ready', [])
  }

  hide(): void {
    if (!this.isVisible) return
    this.isVisible = false
    this.host.hidden = true
    this.call('onHide')
    this.root.getComponent().triggerPageLifetime('hide', [])
  }

  unload(): void {
    this.call('onUnload')
    this.root.release()
    this.host.remove()
  }

  resized(size: { windowWidth: number; windowHeight: number }): void {
    this.call('onResize', { size })
    this.root.getComponent().triggerPageLifetime('resize', [{ size }])
  }
}
