import type { TabBarConfig, TabItem } from '../../shared/config'
import { make, onPress } from './dom'

interface TabState {
  item: TabItem
  badge: string
  hasRedDot: boolean
}

/** WeChat's own tab bar: items, badges, red dots, shown or hidden. */
export class TabBar {
  readonly element = make('nav', '', [], { id: 'mp-tabbar', hidden: '' })
  private readonly tabs: TabState[]
  private selected = ''
  private isOnTabPage = false
  private isHiddenByProgram = false

  constructor(
    private readonly config: TabBarConfig | undefined,
    private readonly choose: (path: string) => void,
  ) {
    this.tabs = (config?.list ?? []).map((item) => ({ item, badge: '', hasRedDot: false }))
  }

  has(path: string): boolean {
    return this.tabs.some(({ item }) => item.pagePath === path)
  }

  indexOf(path: string): number {
    return this.tabs.findIndex(({ item }) => item.pagePath === path)
  }

  textOf(index: number): string {
    return this.tabs[index]?.item.text ?? ''
  }

  get count(): number {
    return this.tabs.length
  }

  /** Follow the page in front; says whether the bar takes room. */
  show(path: string): boolean {
    this.isOnTabPage = this.has(path)
    this.selected = path
    this.draw()
    return !this.element.hidden
  }

  setHidden(isHidden: boolean): boolean {
    this.isHiddenByProgram = isHidden
    this.draw()
    return !this.element.hidden
  }

  setBadge(index: number, text: string): void {
    this.change(index, (tab) => Object.assign(tab, { badge: text, hasRedDot: false }))
  }

  setRedDot(index: number, isShown: boolean): void {
    this.change(index, (tab) => Object.assign(tab, { hasRedDot: isShown, badge: '' }))
  }

  setItem(index: number, changes: Partial<TabItem>): void {
    this.change(index, (tab) => Object.assign(tab.item, changes))
  }

  setStyle(changes: Partial<TabBarConfig>): void {
    if (this.config !== undefined) Object.assign(this.config, changes)
    this.draw()
  }

  /** @throws Error when there is no such tab. */
  private change(index: number, act: (tab: TabState) => void): void {
    const tab = this.tabs[index]
    if (tab === undefined) throw new Error('tabbar item not found')
    act(tab)
    this.draw()
  }

  private draw(): void {
    this.element.hidden = !this.isOnTabPage || this.isHiddenByProgram || this.config?.custom === true
    this.element.style.background = this.config?.backgroundColor ?? '#ffffff'
    this.element.dataset.border = this.config?.borderStyle ?? 'black'
    this.element.replaceChildren(...this.tabs.map((tab) => this.drawTab(tab)))
  }

  private drawTab({ item, badge, hasRedDot }: TabState): HTMLElement {
    const isSelected = item.pagePath === this.selected
    const icon = isSelected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath
    const marks = badge !== '' ? [make('i', 'mp-badge', [badge])] : hasRedDot ? [make('i', 'mp-red-dot')] : []
    const picture = icon === undefined ? [] : [make('img', '', [], { src: icon.replace(/^\//, ''), alt: '' })]
    const label = make('span', '', [item.text])
    const attributes = { 'data-tab': item.pagePath, 'aria-selected': String(isSelected) }
    const tab = make('div', 'mp-tab', [make('div', 'mp-tab-icon', [...picture, ...marks]), label], attributes)
    tab.style.color = (isSelected ? this.config?.selectedColor : this.config?.color) ?? ''
    onPress(tab, () => this.choose(item.pagePath))
    return tab
  }
}
