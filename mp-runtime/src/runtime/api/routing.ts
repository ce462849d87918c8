import { closePageContainer } from '../builtins/containers'
import { currentRouter } from '../current'
import { parseAddress } from '../pages/url'
import { RouteError } from '../pages/router'
import { reportError } from '../problems'
import { apis, type ApiResult } from './define'

interface To {
  url: string
}

/** A routing call WeChat refuses is a mistake of the program, whether or not it listens to `fail`. */
async function route(name: string, act: () => ApiResult): Promise<ApiResult> {
  // WeChat routes after the call returned: code behind it still sees the old page in front.
  await undefined
  try {
    return act()
  } catch (problem) {
    if (problem instanceof RouteError) reportError(`${name}:fail ${problem.message}`)
    throw problem
  }
}

const address = (url: string) => parseAddress(url, currentRouter().frontPath)

function navigateTo({ url, events }: To & { events?: Record<string, (...given: unknown[]) => void> }): ApiResult {
  const { channel } = currentRouter().navigateTo(address(url))
  for (const [name, listener] of Object.entries(events ?? {})) channel.on(name, listener)
  return { eventChannel: channel }
}

export const routing = apis({
  navigateTo: (to: Parameters<typeof navigateTo>[0]) => route('navigateTo', () => navigateTo(to)),
  redirectTo: ({ url }: To) => route('redirectTo', () => currentRouter().redirectTo(address(url))),
  reLaunch: ({ url }: To) => route('reLaunch', () => currentRouter().reLaunch(address(url))),
  switchTab: ({ url }: To) => route('switchTab', () => currentRouter().switchTab(address(url).path)),
  navigateBack: ({ delta }: { delta?: number }) =>
    route('navigateBack', () => {
      const front = currentRouter().front
      if (front !== undefined && closePageContainer(front.host)) return
      currentRouter().navigateBack(delta ?? 1)
    }),
})
