/** Shops over the API. */
import type { ShopState } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from '../api'

export function listShops(query: { q?: string; state?: ShopState }, cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/shops', { params: { query: { ...query, cursor } } }))
}

export function readShop(shopId: number) {
  return answer(api.GET('/api/v1/ops/shops/{shop_id}', { params: { path: { shop_id: shopId } } }))
}

export function freeze(shopId: number, reason: string) {
  return answer(api.POST('/api/v1/ops/shops/{shop_id}/freezing', { params: { path: { shop_id: shopId } }, body: { reason } }))
}

export function unfreeze(shopId: number, reason: string) {
  return answer(api.DELETE('/api/v1/ops/shops/{shop_id}/freezing', { params: { path: { shop_id: shopId } }, body: { reason } }))
}
