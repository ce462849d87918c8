/** Payments and what needs repair, over the API. */
import type { PaymentDetail } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from '../api'

export type PaymentState = 'opening' | 'prepared' | 'paid' | 'closed'

export function listPayments(query: { q?: string; state?: PaymentState }, cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/payments', { params: { query: { ...query, cursor } } }))
}

export async function readPayment(paymentId: number): Promise<PaymentDetail> {
  const read = await answer(api.GET('/api/v1/ops/payments/{payment_id}', { params: { path: { payment_id: paymentId } } }))
  return { parts: [], notices: [], refunds: [], ...read }
}

export function listRepairs(cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/repairs', { params: { query: { cursor } } }))
}
