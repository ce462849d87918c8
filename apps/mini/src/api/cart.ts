import type { Cart, WantedItem } from '@lilong/shared'
import { own } from './client'

export const fetchCart = () => own<Cart>({ method: 'GET', path: '/cart' })

export const addCartItem = (item: WantedItem, idempotencyKey: string) =>
  own<Cart>({ method: 'POST', path: '/cart/items', body: item, idempotencyKey })

export const putCartItem = (skuId: number, body: { quantity: number; is_selected: boolean }) =>
  own<Cart>({ method: 'PUT', path: `/cart/items/${skuId}`, body })

export const deleteCartItems = (skuIds: number[]) =>
  own<Cart>({ method: 'DELETE', path: '/cart/items', query: { sku_id: skuIds } })

/** Select or unselect one shop's items, or with `null` all. */
export const selectCart = (isSelected: boolean, shopId: number | null) =>
  own<Cart>({ method: 'PUT', path: '/cart/selection', body: { is_selected: isSelected, shop_id: shopId } })
