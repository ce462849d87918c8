/** The filters of an order list as the address holds them and as the API takes them. */
import type { OrderState } from '@lilong/shared'
import { dateBefore } from '@/format/time'
import { isOrderState } from './orderStates'

/** `shop_id` is the operators' only: a shop's own list has one shop. */
export const NO_ORDER_FILTERS = { state: '', q: '', from_on: '', to_on: '', shop_id: '' }
export type OrderFilters = typeof NO_ORDER_FILTERS

export interface OrderQuery {
  state?: OrderState
  q?: string
  from_on?: string
  to_on?: string
  shop_id?: number
}

/** The filters without the state: what the counts on the tabs are under. */
export function countQuery(filters: OrderFilters): Omit<OrderQuery, 'state'> {
  const { state: _state, ...rest } = orderQuery(filters)
  return rest
}

/** What is empty, or no known word, is not asked. */
export function orderQuery(filters: OrderFilters): OrderQuery {
  return {
    ...(isOrderState(filters.state) && { state: filters.state }),
    ...(filters.q && { q: filters.q }),
    ...(filters.from_on && { from_on: filters.from_on }),
    ...(filters.to_on && { to_on: filters.to_on }),
    ...(filters.shop_id && { shop_id: Number(filters.shop_id) }),
  }
}

export interface NamedFilter {
  name: string
  filters: OrderFilters
}

/** The filters that everybody needs, ready made. */
export function presetFilters(now: Date): NamedFilter[] {
  const today = dateBefore(now, 0)
  return [
    { name: '今天下单', filters: { ...NO_ORDER_FILTERS, from_on: today, to_on: today } },
    { name: '近 7 天', filters: { ...NO_ORDER_FILTERS, from_on: dateBefore(now, 6), to_on: today } },
    { name: '近 30 天', filters: { ...NO_ORDER_FILTERS, from_on: dateBefore(now, 29), to_on: today } },
  ]
}

export function isSameFilter(one: OrderFilters, other: OrderFilters): boolean {
  return (Object.keys(NO_ORDER_FILTERS) as (keyof OrderFilters)[]).every((name) => one[name] === other[name])
}
