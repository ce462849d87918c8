/** Applications for a shop over the API. */
import type { ApplicationInput } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from '../api'

export function apply(input: ApplicationInput) {
  return answer(api.POST('/api/v1/merchant/applications', { body: input }))
}

export function applyAgain(applicationId: number, input: ApplicationInput) {
  const path = { application_id: applicationId }
  return answer(api.PUT('/api/v1/merchant/applications/{application_id}', { params: { path }, body: input }))
}
