import type { PaymentSheet, Quote, Trade, TradeInput, WantedItem } from '@lilong/shared'
import { own } from './client'

export const askQuote = (items: WantedItem[], addressId: number | null) =>
  own<Quote>({ method: 'POST', path: '/quotes', body: { items, address_id: addressId } })

export const placeTrade = (body: TradeInput, idempotencyKey: string) =>
  own<Trade>({ method: 'POST', path: '/trades', body, idempotencyKey })

export const fetchTrade = (id: number) => own<Trade>({ method: 'GET', path: `/trades/${id}` })

export const openPayment = (tradeId: number, idempotencyKey: string) =>
  own<PaymentSheet>({ method: 'POST', path: `/trades/${tradeId}/payments`, idempotencyKey })

/** Let the server ask WeChat whether the trade is paid. */
export const checkPayment = (tradeId: number) => own<Trade>({ method: 'POST', path: `/trades/${tradeId}/payment-check` })

export const cancelTrade = (tradeId: number, reason: string, idempotencyKey: string) =>
  own<Trade>({ method: 'POST', path: `/trades/${tradeId}/cancellation`, body: { reason }, idempotencyKey })
