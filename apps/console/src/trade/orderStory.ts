/** An order's events, newest first, with who did each. */
import type { OrderEvent } from '@/api/contract'

const ACTORS: Record<string, string> = { buyer: '买家', shop: '店铺', platform: '平台', clock: '系统自动' }

export function storyOf(events: readonly OrderEvent[]): { text: string; at: string; note: string }[] {
  return [...events]
    .sort((one, other) => other.at.localeCompare(one.at))
    .map((event) => ({ text: event.text, at: event.at, note: [ACTORS[event.actor], event.reason].filter((part) => part).join(' · ') }))
}
