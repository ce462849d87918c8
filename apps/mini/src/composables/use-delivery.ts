import { formatFen, type Quote, type Sku } from '@lilong/shared'
import { computed, reactive, shallowRef, watch } from 'vue'
import { isSignedIn } from '@/api/session'
import { askQuote } from '@/api/trades'
import { openAddresses } from '@/navigation'
import { regionText } from '@/rules/regions'
import { useAddresses } from '@/stores/addresses'

function freightOf(quote: Quote): string {
  if (quote.shops.some(({ freight_fen }) => freight_fen === null)) return ''
  return quote.freight_fen ? `快递 · 运费 ${formatFen(quote.freight_fen)}` : '快递 · 免运费'
}

/** Where a SKU would go and what that costs, for buyers who are known; for others nothing is asked. */
export function useDelivery(sku: () => Sku | null) {
  const book = useAddresses()
  const quote = shallowRef<Quote | null>(null)
  const address = computed(() => book.preferred)

  const place = computed(() => {
    const to = address.value
    return to ? `${regionText(to.province, to.city, to.district)} ${to.detail}` : ''
  })
  const problem = computed(() => quote.value?.problems.find(({ code }) => code === 'not_delivered_there')?.message ?? '')
  const freight = computed(() => (quote.value ? freightOf(quote.value) : ''))

  async function ask(): Promise<void> {
    const wanted = sku()
    quote.value = null
    if (!wanted || !address.value) return
    quote.value = await askQuote([{ sku_id: wanted.id, quantity: 1 }], address.value.id)
  }

  /** Freight is a help, not the page: without it the shop's own words stand. */
  const askQuietly = () => void ask().catch(() => undefined)

  watch([sku, address], askQuietly, { immediate: true })
  if (isSignedIn.value && !book.items) void book.load().catch(() => undefined)

  return reactive({ place, problem, freight, pick: openAddresses })
}
