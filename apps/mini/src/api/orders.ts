import type { Order, OrderCard, OrderCounts, Page } from '@lilong/shared'
import { own } from './client'

/** A tab of the order list. */
export type OrderTab = 'all' | 'unpaid' | 'to_ship' | 'shipped' | 'completed' | 'closed'

export const fetchOrders = (state: OrderTab, q: string, cursor: string | null) =>
  own<Page<OrderCard>>({ method: 'GET', path: '/orders', query: { state, q, cursor, limit: 10 } })

export const fetchOrderCounts = () => own<OrderCounts>({ method: 'GET', path: '/orders/counts' })

export const fetchOrder = (id: number) => own<Order>({ method: 'GET', path: `/orders/${id}` })

export const confirmReceipt = (id: number, idempotencyKey: string) =>
  own<Order>({ method: 'POST', path: `/orders/${id}/receipt`, idempotencyKey })
