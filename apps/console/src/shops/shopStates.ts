/** A shop's state in words, with its tone. */
import type { ShopState } from '@/api/contract'
import type { Tone } from '@/kit/StatusPill.vue'

export const SHOP_STATES: Record<ShopState, { word: string; tone: Tone }> = {
  preparing: { word: '筹备中', tone: 'amber' },
  open: { word: '营业中', tone: 'green' },
  frozen: { word: '已冻结', tone: 'red' },
  closed: { word: '已关店', tone: 'grey' },
}
