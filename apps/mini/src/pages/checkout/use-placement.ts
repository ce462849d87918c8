import type { Quote, Trade, TradeInput } from '@lilong/shared'
import { ref, shallowRef } from 'vue'
import { Refusal, sentence } from '@/api/failures'
import { placeTrade } from '@/api/trades'
import { payTrade } from '@/composables/pay-trade'
import { useOnce } from '@/composables/use-once'
import { toast } from '@/feedback'
import { replaceByPaymentResult } from '@/navigation'
import { Intent } from '@/rules/intent'
import { useCart } from '@/stores/cart'
import { useCheckout, type Draft } from '@/stores/checkout'

/** The quote that a refusal brings when the price moved meanwhile. */
function movedQuote(error: unknown): Quote | null {
  if (!(error instanceof Refusal) || error.code !== 'price_changed') return null
  return (error.problem.facts['quote'] as Quote | undefined) ?? null
}

/** What is ordered: the draft at the price that was seen; remarks only to shops that are in it. */
export function orderOf(draft: Draft, seen: Quote, addressId: number): TradeInput {
  const shops = new Set(seen.shops.map(({ shop }) => String(shop.id)))
  const written = Object.entries(draft.remarks).map(([shop, text]) => [shop, text.trim()] as const)
  return {
    items: draft.items,
    address_id: addressId,
    remarks: Object.fromEntries(written.filter(([shop, text]) => text && shops.has(shop))),
    quoted_total_fen: seen.total_fen,
    from_cart: draft.fromCart,
  }
}

/** Places the draft, once, and pays it. `refresh` asks for the price anew after a refusal. */
export function usePlacement(refresh: () => Promise<void>) {
  const checkout = useCheckout()
  const placing = new Intent()
  const { isBusy, run } = useOnce()
  /** Set while the buyer is asked whether a price that moved is still fine. */
  const changedQuote = shallowRef<Quote | null>(null)
  const isPlaced = ref(false)

  async function place(order: TradeInput): Promise<Trade> {
    const trade = await placeTrade(order, placing.keyFor(order))
    placing.fulfilled()
    isPlaced.value = true
    checkout.finish()
    void useCart().refreshIfKnown()
    return trade
  }

  /** Once placed, whatever the payment comes to, the result page takes over. */
  async function placeAndPay(order: TradeInput): Promise<void> {
    const trade = await place(order)
    await payTrade(trade.id, 'replace').catch((error: unknown) => {
      toast(sentence(error))
      replaceByPaymentResult(trade.id, 'cancelled')
    })
  }

  /** A price that moved is shown before anything is ordered; after any other refusal the quote is asked anew. */
  async function attempt(order: TradeInput): Promise<void> {
    try {
      await placeAndPay(order)
    } catch (error) {
      changedQuote.value = movedQuote(error)
      if (changedQuote.value) return
      if (error instanceof Refusal) void refresh()
      throw error
    }
  }

  const submit = (seen: Quote, addressId: number) => run(() => attempt(orderOf(checkout.draft, seen, addressId)))

  return { changedQuote, isPlaced, isBusy, submit }
}
