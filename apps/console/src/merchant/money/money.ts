/** The shop's money over the API. */
import type { Statement } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from '../api'

export function readBalances(shopId: number) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/balances', { params: { path: { shop_id: shopId } } }))
}

export function listStatements(shopId: number, cursor: string | undefined) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/statements', { params: { path: { shop_id: shopId }, query: { cursor } } }))
}

export async function readStatement(shopId: number, statementId: number): Promise<Statement> {
  const path = { shop_id: shopId, statement_id: statementId }
  return { lines: [], ...(await answer(api.GET('/api/v1/merchant/{shop_id}/statements/{statement_id}', { params: { path } }))) }
}
