/** An order's state on screen: the word, and the tone that repeats it. */
import { ORDER_STATE_WORDS, type OrderState } from '@lilong/shared'
import type { Tone } from '@/kit/StatusPill.vue'

const TONES: Record<OrderState, Tone> = {
  unpaid: 'grey',
  to_ship: 'amber',
  partly_shipped: 'amber',
  shipped: 'blue',
  completed: 'green',
  closed: 'grey',
}

export const ORDER_STATES = Object.keys(ORDER_STATE_WORDS) as OrderState[]

export const toneOf = (state: OrderState): Tone => TONES[state]

export function isOrderState(word: string): word is OrderState {
  return word in ORDER_STATE_WORDS
}
