import type { Address, Quote, Trade } from '@lilong/shared'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { Refusal, sentence } from '@/api/failures'
import { isKnown, isSignedIn } from '@/api/session'
import { askQuote, placeTrade } from '@/api/trades'
import { payTrade } from '@/composables/pay-trade'
import { useOnce } from '@/composables/use-once'
import { useResource } from '@/composables/use-resource'
import { toast } from '@/feedback'
import { replaceByPaymentResult } from '@/navigation'
import { Intent } from '@/rules/intent'
import { useAddresses } from '@/stores/addresses'
import { useCart } from '@/stores/cart'
import { useCheckout } from '@/stores/checkout'

/** The quote that a refusal brings when the price moved meanwhile. */
function movedQuote(error: unknown): Quote | null {
  if (!(error instanceof Refusal) || error.code !== 'price_changed') return null
  return (error.problem.facts['quote'] as Quote | undefined) ?? null
}

/** The checkout: what is asked for, what it costs, and the placing of it, once. */
export function usePlacement() {
  const checkout = useCheckout()
  const book = useAddresses()
  const placing = new Intent()
  const { isBusy, run } = useOnce()
  /** Set while the buyer is asked whether a price that moved is still fine. */
  const changedQuote = shallowRef<Quote | null>(null)
  const isPlaced = ref(false)

  const quoted = useResource<Quote>(async () => {
    if (!book.items) await book.load()
    chooseAddress()
    return askQuote(checkout.draft.items, checkout.draft.addressId)
  })

  const quote = computed(() => quoted.content)
  const address = computed<Address | null>(() => book.find(checkout.draft.addressId))
  const problems = computed(() => (quote.value?.problems ?? []).filter(({ code }) => code !== 'address_missing'))
  const obstacle = computed(() => {
    if (!address.value) return 'address' as const
    return problems.value.length ? ('problem' as const) : null
  })

  /** The address of the draft if it still exists, else the preferred one. */
  function chooseAddress(): void {
    if (!book.find(checkout.draft.addressId)) checkout.deliverTo(book.preferred?.id ?? null)
  }

  async function refresh(): Promise<void> {
    if (isKnown.value && checkout.draft.items.length) await quoted.load()
  }

  watch(isSignedIn, refresh)

  function trimmedRemarks(): Record<string, string> {
    const shops = new Set(quote.value?.shops.map(({ shop }) => String(shop.id)))
    const written = Object.entries(checkout.draft.remarks).map(([shop, text]) => [shop, text.trim()] as const)
    return Object.fromEntries(written.filter(([shop, text]) => text && shops.has(shop)))
  }

  async function place(seen: Quote, addressId: number): Promise<Trade> {
    const body = {
      items: checkout.draft.items,
      address_id: addressId,
      remarks: trimmedRemarks(),
      quoted_total_fen: seen.total_fen,
      from_cart: checkout.draft.fromCart,
    }
    const trade = await placeTrade(body, placing.keyFor(body))
    placing.fulfilled()
    return trade
  }

  /** Once placed, the draft is done; whatever the payment comes to, the result page takes over. */
  async function placeAndPay(seen: Quote, addressId: number): Promise<void> {
    const trade = await place(seen, addressId)
    isPlaced.value = true
    checkout.finish()
    void useCart().refreshIfKnown()
    await payTrade(trade.id, 'replace').catch((error: unknown) => {
      toast(sentence(error))
      replaceByPaymentResult(trade.id, 'cancelled')
    })
  }

  /** A price that moved is shown before anything is ordered; after any other refusal the quote is asked anew. */
  async function attempt(): Promise<void> {
    if (!quote.value || !address.value) return
    try {
      await placeAndPay(quote.value, address.value.id)
    } catch (error) {
      changedQuote.value = movedQuote(error)
      if (changedQuote.value) return
      if (error instanceof Refusal) void refresh()
      throw error
    }
  }

  const submit = () => run(attempt)

  function acceptChange(): void {
    if (changedQuote.value) quoted.accept(changedQuote.value)
    changedQuote.value = null
    void submit()
  }

  function declineChange(): void {
    if (changedQuote.value) quoted.accept(changedQuote.value)
    changedQuote.value = null
    toast('已更新为最新价格')
  }

  return reactive({
    quote,
    address,
    problems,
    obstacle,
    changedQuote,
    isBusy,
    state: computed(() => quoted.state),
    failure: computed(() => quoted.failure),
    loadedAt: computed(() => quoted.loadedAt),
    isDraftEmpty: computed(() => !isPlaced.value && !checkout.draft.items.length),
    remarkOf: (shopId: number) => checkout.draft.remarks[shopId] ?? '',
    writeRemark: (shopId: number, text: string) => (checkout.draft.remarks[shopId] = text),
    refresh,
    submit,
    acceptChange,
    declineChange,
  })
}
