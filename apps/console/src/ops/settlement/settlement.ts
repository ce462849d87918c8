/** Settlement over the API. */
import type { Statement } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from '../api'

export function listRuns(cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/settlement-runs', { params: { query: { cursor } } }))
}

/** Settles every shop's finished orders up to and including a Shanghai date. */
export function startRun(untilOn: string) {
  return answer(api.POST('/api/v1/ops/settlement-runs', { body: { until_on: untilOn } }))
}

export function listStatements(query: { shop_id?: number }, cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/statements', { params: { query: { ...query, cursor } } }))
}

export async function readStatement(statementId: number): Promise<Statement> {
  const read = await answer(api.GET('/api/v1/ops/statements/{statement_id}', { params: { path: { statement_id: statementId } } }))
  return { lines: [], ...read }
}
