import type { Address, Quote } from '@lilong/shared'
import { computed, reactive, watch } from 'vue'
import { isKnown, isSignedIn } from '@/api/session'
import { askQuote } from '@/api/trades'
import { useResource } from '@/composables/use-resource'
import { useAddresses } from '@/stores/addresses'
import { useCheckout } from '@/stores/checkout'

/** What stands between the buyer and the payment. */
export type Obstacle = 'address' | 'problem' | null

/** What the draft costs, sent to the address of the draft. */
export function useQuote() {
  const checkout = useCheckout()
  const book = useAddresses()

  const quoted = useResource<Quote>(async () => {
    if (!book.items) await book.load()
    chooseAddress()
    return askQuote(checkout.draft.items, checkout.draft.addressId)
  })

  const address = computed<Address | null>(() => book.find(checkout.draft.addressId))
  const problems = computed(() => (quoted.content?.problems ?? []).filter(({ code }) => code !== 'address_missing'))
  const obstacle = computed<Obstacle>(() => {
    if (!address.value) return 'address'
    return problems.value.length ? 'problem' : null
  })

  /** The address of the draft if it still exists, else the preferred one. */
  function chooseAddress(): void {
    if (!book.find(checkout.draft.addressId)) checkout.deliverTo(book.preferred?.id ?? null)
  }

  async function refresh(): Promise<void> {
    if (isKnown.value && checkout.draft.items.length) await quoted.load()
  }

  watch(isSignedIn, refresh)

  return { quoted, shown: reactive({ address, problems, obstacle }), refresh }
}
