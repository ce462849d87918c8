import { type AppConfig, pagePathsOf } from '../../shared/config'
import { drawNavigationBar } from '../chrome/navigation-bar'
import { layoutPageArea } from '../chrome/phone'
import type { TabBar } from '../chrome/tab-bar'
import { openPackageOf } from '../engine/modules'
import type { Registry } from '../engine/registry'
import { MiniPage } from './page'
import type { PageAddress } from './url'

/** WeChat opens no more pages than this on top of each other. */
export const STACK_LIMIT = 10

/** A routing call that WeChat refuses; `message` is what follows `fail `. */
export class RouteError extends Error {}

export interface AppHooks {
  onPageNotFound: (address: PageAddress, isEntry: boolean) => void
}

/** The page stack and the tab pages that stay alive beside it, with WeChat's rules for moving between them. */
export class Router {
  private stack: MiniPage[] = []
  private readonly tabPages = new Map<string, MiniPage>()
  private readonly pages: ReadonlySet<string>
  private isLoadingShown = false

  constructor(
    private readonly app: AppConfig,
    private readonly registry: Registry,
    private readonly tabBar: TabBar,
    private readonly hooks: AppHooks,
  ) {
    this.pages = new Set(pagePathsOf(app))
  }

  get entryPath(): string {
    return this.app.entryPagePath ?? this.app.pages[0] ?? ''
  }

  /** The open pages, the one in front last. */
  get opened(): readonly MiniPage[] {
    return this.stack
  }

  get front(): MiniPage | undefined {
    return this.stack.at(-1)
  }

  get frontPath(): string {
    return this.front?.path ?? ''
  }

  isTab(path: string): boolean {
    return this.tabBar.has(path)
  }

  private create({ path, query }: PageAddress): MiniPage {
    openPackageOf(path)
    this.registry.ensureLoaded(path)
    const config = { ...this.app.window, ...this.registry.configOf(path) }
    layoutPageArea({ hasNavigationBar: config.navigationStyle !== 'custom', hasTabBar: this.isTab(path) })
    return new MiniPage(path, query, config)
  }

  private requireKnown(address: PageAddress): void {
    if (this.pages.has(address.path)) return
    this.hooks.onPageNotFound(address, this.stack.length === 0)
    throw new RouteError(`page "${address.path}" is not found`)
  }

  private refuseTab(path: string, call: string): void {
    if (this.isTab(path)) throw new RouteError(`can not ${call} a tabbar page`)
  }

  private push(page: MiniPage): void {
    this.stack.push(page)
    page.open()
    this.reveal()
  }

  /** Show the page in front with its bars. */
  private reveal(): void {
    this.drawBars()
    this.front?.show()
  }

  /** Draw navigation bar and tab bar for the page in front. */
  drawBars(): void {
    const page = this.front
    if (page === undefined) return
    const { config, path } = page
    const isCustom = config.navigationStyle === 'custom'
    const hasTabBar = this.tabBar.show(path)
    layoutPageArea({ hasNavigationBar: !isCustom, hasTabBar })
    drawNavigationBar({
      title: config.navigationBarTitleText ?? '',
      background: config.navigationBarBackgroundColor ?? '#000000',
      foreground: config.navigationBarTextStyle ?? 'white',
      isCustom,
      canGoBack: this.stack.length > 1,
      canGoHome: !this.isTab(path) && path !== this.entryPath,
      isLoading: this.isLoadingShown,
    })
    page.host.style.background = config.backgroundColor ?? '#ffffff'
  }

  setNavigationLoading(isShown: boolean): void {
    this.isLoadingShown = isShown
    this.drawBars()
  }

  /** @throws RouteError for unknown pages, tab pages and an eleventh page. */
  navigateTo(address: PageAddress): MiniPage {
    this.requireKnown(address)
    this.refuseTab(address.path, 'navigateTo')
    if (this.stack.length >= STACK_LIMIT) throw new RouteError(`webview count limit exceed`)
    this.front?.hide()
    const page = this.create(address)
    this.push(page)
    return page
  }

  /** @throws RouteError for unknown pages and tab pages. */
  redirectTo(address: PageAddress): void {
    this.requireKnown(address)
    this.refuseTab(address.path, 'redirectTo')
    const left = this.stack.pop()
    if (left !== undefined) this.close(left)
    this.push(this.create(address))
  }

  /** Close up to `delta` pages; the first one stays. */
  navigateBack(delta: number): void {
    const count = Math.min(Math.max(1, delta), this.stack.length - 1)
    if (count < 1) return
    for (const page of this.stack.splice(-count).reverse()) this.close(page)
    this.reveal()
  }

  /** @throws RouteError when the page is no tab. */
  switchTab(path: string): void {
    if (!this.isTab(path)) throw new RouteError('can not switch to no-tabBar page')
    const staying = this.front?.path === path
    if (!staying) for (const page of this.stack.reverse()) this.leave(page)
    this.stack = []
    const kept = this.tabPages.get(path)
    if (kept === undefined) return this.openTab({ path, query: {} })
    this.stack = [kept]
    this.reveal()
  }

  /** Tab pages are kept alive when left, others are closed. */
  private leave(page: MiniPage): void {
    if (this.tabPages.get(page.path) === page) page.hide()
    else this.close(page)
  }

  private close(page: MiniPage): void {
    if (this.tabPages.get(page.path) === page) this.tabPages.delete(page.path)
    page.unload()
  }

  /** Close everything and start from one page. @throws RouteError for unknown pages. */
  reLaunch(address: PageAddress): void {
    this.requireKnown(address)
    this.closeAll()
    if (this.isTab(address.path)) this.openTab(address)
    else this.push(this.create(address))
  }

  private openTab(address: PageAddress): void {
    const page = this.create(address)
    this.tabPages.set(address.path, page)
    this.push(page)
  }

  closeAll(): void {
    const all = new Set([...this.stack, ...this.tabPages.values()])
    this.stack = []
    this.tabPages.clear()
    for (const page of all) page.unload()
  }

  /** A tab was tapped: switch, then tell the page. */
  tapTab(path: string): void {
    this.switchTab(path)
    const index = this.tabBar.indexOf(path)
    this.front?.call('onTabItemTap', { index, pagePath: path, text: this.tabBar.textOf(index) })
  }

  resized(size: { windowWidth: number; windowHeight: number }): void {
    this.front?.resized(size)
  }
}
