/** Stock over the API. */
import { answer } from '@/api/http'
import { api } from '../api'

export interface StockQuery {
  q?: string
  low_only?: boolean
}

export function listStock(shopId: number, query: StockQuery, cursor: string | undefined) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/stock', { params: { path: { shop_id: shopId }, query: { ...query, cursor } } }))
}

/** `delta` pieces more or fewer; refused when fewer would be left than orders hold. */
export function adjustStock(shopId: number, skuId: number, delta: number, reason: string) {
  const path = { shop_id: shopId, sku_id: skuId }
  return answer(api.POST('/api/v1/merchant/{shop_id}/stock/{sku_id}/changes', { params: { path }, body: { delta, reason } }))
}

export function listMoves(shopId: number, skuId: number, cursor: string | undefined) {
  const path = { shop_id: shopId, sku_id: skuId }
  return answer(api.GET('/api/v1/merchant/{shop_id}/stock/{sku_id}/moves', { params: { path, query: { cursor } } }))
}
