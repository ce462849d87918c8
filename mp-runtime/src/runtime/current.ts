import type { TabBar } from './chrome/tab-bar'
import type { MiniPage } from './pages/page'
import type { Router } from './pages/router'

interface Current {
  router: Router
  tabBar: TabBar
}

let current: Current | undefined

/** Set once at boot; the wx functions act on it. */
export function setCurrent(running: Current): void {
  current = running
}

/** @throws Error before the program is launched. */
function running(): Current {
  if (current === undefined) throw new Error('the mini program is not launched yet')
  return current
}

export const currentRouter = (): Router => running().router
export const currentTabBar = (): TabBar => running().tabBar
export const frontPage = (): MiniPage | undefined => current?.router.front
