import { make, onPress } from './dom'

export interface NavigationBarLook {
  title: string
  background: string
  /** WeChat knows black and white only. */
  foreground: string
  isCustom: boolean
  canGoBack: boolean
  /** A page that is neither the first nor a tab gets a way home when nothing lies below it. */
  canGoHome: boolean
  isLoading: boolean
}

export interface NavigationBarActions {
  back: () => void
  home: () => void
  menu: () => void
  close: () => void
}

const title = make('span', 'mp-title')
const spinner = make('span', 'mp-spinner')
const back = make('div', 'mp-back', [], { 'aria-label': '返回' })
const home = make('div', 'mp-home', ['⌂'], { 'aria-label': '首页' })
const menu = make('div', 'mp-capsule-menu', ['•••'], { 'aria-label': '更多' })
const close = make('div', 'mp-capsule-close', ['◎'], { 'aria-label': '关闭' })
const capsule = make('div', 'mp-capsule', [menu, close])
const statusBar = make('div', 'mp-status-bar', [make('span', '', ['9:41']), make('span', 'mp-battery')])
const bar = make('div', 'mp-navigation', [back, home, spinner, title])

export const navigationBar = make('header', '', [statusBar, bar, capsule], { id: 'mp-navbar' })

export function connectNavigationBar(actions: NavigationBarActions): void {
  onPress(back, actions.back)
  onPress(home, actions.home)
  onPress(menu, actions.menu)
  onPress(close, actions.close)
}

/** Draw the bar for the page in front; a custom page keeps only status bar and capsule. */
export function drawNavigationBar(look: NavigationBarLook): void {
  navigationBar.style.background = look.isCustom ? 'transparent' : look.background
  navigationBar.style.color = look.foreground
  navigationBar.dataset.custom = String(look.isCustom)
  navigationBar.dataset.foreground = look.foreground
  bar.hidden = look.isCustom
  back.hidden = !look.canGoBack
  home.hidden = look.canGoBack || !look.canGoHome
  spinner.hidden = !look.isLoading
  title.textContent = look.title
  document.title = look.title
}
