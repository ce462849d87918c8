/** Orders of all shops over the API. The casts are for a line's picture, which the document describes loosely. */
import type { Page } from '@lilong/shared'
import type { OrderDetail, OrderRow } from '@/api/contract'
import { answer } from '@/api/http'
import type { OrderQuery } from '@/trade/orderFilters'
import { api } from '../api'

export async function listOrders(query: OrderQuery, cursor: string | undefined): Promise<Page<OrderRow>> {
  return (await answer(api.GET('/api/v1/ops/orders', { params: { query: { ...query, cursor } } }))) as Page<OrderRow>
}

export async function readOrder(orderId: number): Promise<OrderDetail> {
  return (await answer(api.GET('/api/v1/ops/orders/{order_id}', { params: { path: { order_id: orderId } } }))) as OrderDetail
}

export function countOrders(query: Omit<OrderQuery, 'state'>) {
  return answer(api.GET('/api/v1/ops/orders/counts', { params: { query } }))
}
