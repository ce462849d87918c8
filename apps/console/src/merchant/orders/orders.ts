/** The shop's orders over the API. */
import { answer } from '@/api/http'
import type { ShipmentInput } from '@/api/contract'
import type { OrderQuery } from '@/trade/orderFilters'
import { api } from '../api'

export function listOrders(shopId: number, query: OrderQuery, cursor: string | undefined) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/orders', { params: { path: { shop_id: shopId }, query: { ...query, cursor } } }))
}

export function readOrder(shopId: number, orderId: number) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/orders/{order_id}', { params: { path: { shop_id: shopId, order_id: orderId } } }))
}

export function saveNote(shopId: number, orderId: number, note: string) {
  const path = { shop_id: shopId, order_id: orderId }
  return answer(api.PUT('/api/v1/merchant/{shop_id}/orders/{order_id}/note', { params: { path }, body: { note } }))
}

export function ship(shopId: number, orderId: number, shipment: ShipmentInput) {
  const path = { shop_id: shopId, order_id: orderId }
  return answer(api.POST('/api/v1/merchant/{shop_id}/orders/{order_id}/shipments', { params: { path }, body: shipment }))
}

/** The address with name and phone in full; the view is written into the audit. */
export function viewAddress(shopId: number, orderId: number) {
  const path = { shop_id: shopId, order_id: orderId }
  return answer(api.POST('/api/v1/merchant/{shop_id}/orders/{order_id}/address-views', { params: { path } }))
}

export async function listCouriers(shopId: number) {
  return (await answer(api.GET('/api/v1/merchant/{shop_id}/couriers', { params: { path: { shop_id: shopId } } }))).items
}
