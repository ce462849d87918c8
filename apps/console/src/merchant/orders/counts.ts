/** How many orders stand where: the tabs of the list and the number in the menu. */
import { readonly, shallowRef } from 'vue'
import { answer } from '@/api/http'
import type { OrderCounts } from '@/api/contract'
import type { OrderQuery } from '@/trade/orderFilters'
import { api } from '../api'

const counts = shallowRef<OrderCounts | null>(null)

/** All orders of the shop, whatever the list shows. */
export const orderCounts = readonly(counts)

export function readCounts(shopId: number, query: Omit<OrderQuery, 'state'>) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/orders/counts', { params: { path: { shop_id: shopId }, query } }))
}

/** Reads the menu's number; without an answer the old one stays: it is no reason to stop anybody. */
export async function refreshOrderCounts(shopId: number): Promise<void> {
  counts.value = await readCounts(shopId, {}).catch(() => counts.value)
}
