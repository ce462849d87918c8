import type { WantedItem } from '@lilong/shared'
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { signOutHooks } from '@/api/session'

/** What a buyer was about to order. It is kept on the phone: leaving the checkout loses nothing. */
export interface Draft {
  items: WantedItem[]
  fromCart: boolean
  addressId: number | null
  /** Shop id to what the buyer writes to that shop. */
  remarks: Record<string, string>
}

const STORED = 'lilong.checkout'

const emptyDraft = (): Draft => ({ items: [], fromCart: false, addressId: null, remarks: {} })

export const useCheckout = defineStore('checkout', () => {
  const draft = ref<Draft>(uni.getStorageSync(STORED) || emptyDraft())

  watch(draft, (changed) => uni.setStorageSync(STORED, changed), { deep: true })

  /** Begin with other goods; the address and what was written to the shops stay. */
  function begin(items: WantedItem[], fromCart: boolean): void {
    draft.value = { ...draft.value, items, fromCart }
  }

  function deliverTo(addressId: number | null): void {
    draft.value.addressId = addressId
  }

  /** It is ordered: the address is kept for the next time. */
  function finish(): void {
    draft.value = { ...emptyDraft(), addressId: draft.value.addressId }
  }

  signOutHooks.add(() => (draft.value = emptyDraft()))

  return { draft, begin, deliverTo, finish }
})
