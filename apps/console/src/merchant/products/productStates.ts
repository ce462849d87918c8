/** A product's state in words, with its tone. */
import type { ProductState } from '@/api/contract'
import type { Tone } from '@/kit/StatusPill.vue'

export const PRODUCT_STATES: Record<ProductState, { word: string; tone: Tone }> = {
  draft: { word: '草稿', tone: 'grey' },
  listed: { word: '在售', tone: 'green' },
  delisted: { word: '已下架', tone: 'amber' },
}
