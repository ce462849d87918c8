import type { TabBarConfig, TabItem } from '../../shared/config'
import { currentRouter, currentTabBar, frontPage } from '../current'
import { ApiFailure, apis } from './define'

interface AtIndex {
  index: number
}

/** Tab functions work on tab pages only. */
function onTabPage(act: () => void): void {
  const path = currentRouter().frontPath
  if (!currentTabBar().has(path)) throw new ApiFailure('not TabBar page')
  act()
  currentRouter().drawBars()
}

function change(settings: Record<string, unknown>): void {
  const page = frontPage()
  if (page === undefined) throw new ApiFailure('page not found')
  Object.assign(page.config, settings)
  currentRouter().drawBars()
}

/** Navigation bar and tab bar. */
export const bars = apis({
  setNavigationBarTitle: ({ title }: { title: string }) => change({ navigationBarTitleText: title }),
  setNavigationBarColor: ({ frontColor, backgroundColor }: { frontColor: string; backgroundColor: string }) =>
    change({
      navigationBarTextStyle: frontColor === '#ffffff' ? 'white' : 'black',
      navigationBarBackgroundColor: backgroundColor,
    }),
  showNavigationBarLoading: () => currentRouter().setNavigationLoading(true),
  hideNavigationBarLoading: () => currentRouter().setNavigationLoading(false),
  hideHomeButton: () => undefined,
  setBackgroundColor: ({ backgroundColor }: { backgroundColor?: string }) =>
    change(backgroundColor === undefined ? {} : { backgroundColor }),
  setBackgroundTextStyle: ({ textStyle }: { textStyle: string }) => change({ backgroundTextStyle: textStyle }),
  setTabBarBadge: ({ index, text }: AtIndex & { text: string }) =>
    onTabPage(() => currentTabBar().setBadge(index, text)),
  removeTabBarBadge: ({ index }: AtIndex) => onTabPage(() => currentTabBar().setBadge(index, '')),
  showTabBarRedDot: ({ index }: AtIndex) => onTabPage(() => currentTabBar().setRedDot(index, true)),
  hideTabBarRedDot: ({ index }: AtIndex) => onTabPage(() => currentTabBar().setRedDot(index, false)),
  showTabBar: () => onTabPage(() => void currentTabBar().setHidden(false)),
  hideTabBar: () => onTabPage(() => void currentTabBar().setHidden(true)),
  setTabBarItem: ({ index, ...item }: AtIndex & Partial<TabItem>) =>
    onTabPage(() => currentTabBar().setItem(index, item)),
  setTabBarStyle: (style: Partial<TabBarConfig>) => onTabPage(() => currentTabBar().setStyle(style)),
  startPullDownRefresh: () => frontPage()?.pull.start(),
  stopPullDownRefresh: () => frontPage()?.pull.stop(),
  pageScrollTo: ({
    scrollTop,
    selector,
    duration,
    offsetTop,
  }: {
    scrollTop?: number
    selector?: string
    duration?: number
    offsetTop?: number
  }) => {
    const page = frontPage()
    if (page === undefined) throw new ApiFailure('page not found')
    const target = selector === undefined ? null : page.host.querySelector(selector)
    const rise =
      target === null
        ? 0
        : target.getBoundingClientRect().top - page.host.getBoundingClientRect().top + page.host.scrollTop
    page.scroll.scrollTo((target === null ? (scrollTop ?? 0) : rise) + (offsetTop ?? 0), (duration ?? 300) > 0)
  },
})
