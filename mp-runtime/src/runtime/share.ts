import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { recordCall } from './answers'
import { frontPage } from './current'

export interface ShareCard {
  title?: string
  path?: string
  imageUrl?: string
  query?: string
}

/** The card of the last share, for tests. */
export let lastShare: ShareCard | undefined

/** Ask the page in front for its card, as the menu or a share button does; waits for its `promise` if it gives one. */
export async function share(from: 'button' | 'menu', button?: glassEasel.Element): Promise<void> {
  const page = frontPage()
  const target = button === undefined ? undefined : { id: button.id, dataset: { ...button.dataset } }
  const answer = page?.call('onShareAppMessage', { from, target }) as
    | (ShareCard & { promise?: Promise<ShareCard> })
    | undefined
  const card = answer?.promise === undefined ? answer : { ...answer, ...(await answer.promise) }
  lastShare = { title: page?.config.navigationBarTitleText, path: `/${page?.path ?? ''}`, ...card }
  recordCall('share', lastShare)
}

/** Share to moments: the page must have `onShareTimeline`. */
export function shareTimeline(): ShareCard | undefined {
  lastShare = frontPage()?.call('onShareTimeline') as ShareCard | undefined
  recordCall('shareTimeline', lastShare)
  return lastShare
}
