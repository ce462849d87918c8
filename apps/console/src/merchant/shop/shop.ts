/** The shop's own profile over the API. */
import { answer } from '@/api/http'
import { api } from '../api'

export interface ProfileInput {
  tagline: string
  notice: string
  logo_media_id: number | null
}

export function readShop(shopId: number) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/shop', { params: { path: { shop_id: shopId } } }))
}

export function saveShop(shopId: number, body: ProfileInput) {
  return answer(api.PUT('/api/v1/merchant/{shop_id}/shop', { params: { path: { shop_id: shopId } }, body }))
}

/** preparing → open; refused with what is missing. */
export function openShop(shopId: number) {
  return answer(api.POST('/api/v1/merchant/{shop_id}/shop/opening', { params: { path: { shop_id: shopId } } }))
}
