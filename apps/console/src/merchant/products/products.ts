/** The shop's goods over the API. */
import type { ProductInput } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from '../api'

export interface ProductQuery {
  state?: 'all' | 'listed' | 'delisted'
  q?: string
  category_id?: number
}

export function listProducts(shopId: number, query: ProductQuery, cursor: string | undefined) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/products', { params: { path: { shop_id: shopId }, query: { ...query, cursor } } }))
}

export function readProduct(shopId: number, productId: number) {
  const path = { shop_id: shopId, product_id: productId }
  return answer(api.GET('/api/v1/merchant/{shop_id}/products/{product_id}', { params: { path } }))
}

/** Creates (no id) or saves; saving is refused when somebody else has saved since `body.version`. */
export function saveProduct(shopId: number, productId: number | null, body: ProductInput) {
  if (productId === null) return answer(api.POST('/api/v1/merchant/{shop_id}/products', { params: { path: { shop_id: shopId } }, body }))
  const path = { shop_id: shopId, product_id: productId }
  return answer(api.PUT('/api/v1/merchant/{shop_id}/products/{product_id}', { params: { path }, body }))
}

export function listProduct(shopId: number, productId: number) {
  const path = { shop_id: shopId, product_id: productId }
  return answer(api.POST('/api/v1/merchant/{shop_id}/products/{product_id}/listing', { params: { path } }))
}

export function delistProduct(shopId: number, productId: number) {
  const path = { shop_id: shopId, product_id: productId }
  return answer(api.DELETE('/api/v1/merchant/{shop_id}/products/{product_id}/listing', { params: { path } }))
}

export async function readProductCategories(shopId: number) {
  return (await answer(api.GET('/api/v1/merchant/{shop_id}/categories', { params: { path: { shop_id: shopId } } }))).items
}
