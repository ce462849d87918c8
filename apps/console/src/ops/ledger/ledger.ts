/** The ledger over the API; amounts are never negative, a side carries the sign. */
import { answer } from '@/api/http'
import { api } from '../api'

export interface LedgerQuery {
  account?: string
  business_key?: string
  kind?: string
}

export function listTransactions(query: LedgerQuery, cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/ledger/transactions', { params: { query: { ...query, cursor } } }))
}

export function readTrialBalance() {
  return answer(api.GET('/api/v1/ops/ledger/trial-balance'))
}

/** What can be posted, as the ledger names it. */
export const TRANSACTION_KINDS: Record<string, { word: string; tone: 'green' | 'blue' | 'amber' | 'red' | 'grey' }> = {
  captured: { word: '买家付款', tone: 'red' },
  fee: { word: '支付手续费', tone: 'grey' },
  commission_shared: { word: '佣金分账', tone: 'blue' },
  finished: { word: '分账完结', tone: 'green' },
  refund_asked: { word: '发起退款', tone: 'amber' },
  refunded: { word: '退款成功', tone: 'amber' },
}
