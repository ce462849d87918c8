import { routing } from '../api/routing'
import { defineBuiltin, number, text } from './define'

const PROPERTIES = {
  url: text(),
  openType: text('navigate'),
  delta: number(1),
  target: text('self'),
  appId: text(),
  path: text(),
  extraData: text(),
  version: text('release'),
  shortLink: text(),
}

/** `<navigator>`: a view that calls the routing function of its open type. */
export function defineNavigator(): void {
  defineBuiltin('navigator', PROPERTIES, (host) => {
    const act = (): unknown => {
      const { url, openType, delta } = host.values
      if (openType === 'navigateBack') return routing.navigateBack({ delta })
      const calls: Record<string, (options: { url: string }) => unknown> = {
        navigate: routing.navigateTo,
        redirect: routing.redirectTo,
        switchTab: routing.switchTab,
        reLaunch: routing.reLaunch,
      }
      return calls[openType]?.({ url })
    }
    host.onTap(act)
    return { activate: act }
  })
}
