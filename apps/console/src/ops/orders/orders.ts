/** Orders of all shops over the API. */
import { answer } from '@/api/http'
import type { OrderQuery } from '@/trade/orderFilters'
import { api } from '../api'

export function listOrders(query: OrderQuery, cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/orders', { params: { query: { ...query, cursor } } }))
}

export function readOrder(orderId: number) {
  return answer(api.GET('/api/v1/ops/orders/{order_id}', { params: { path: { order_id: orderId } } }))
}

export function countOrders(query: Omit<OrderQuery, 'state'>) {
  return answer(api.GET('/api/v1/ops/orders/counts', { params: { query } }))
}
