/** Applications under review over the API. */
import type { ApplicationState, Category } from '@/api/contract'
import { answer } from '@/api/http'
import { once } from '@/kit/once'
import { api } from '../api'

export function listApplications(state: ApplicationState | undefined, cursor: string | undefined) {
  return answer(api.GET('/api/v1/ops/applications', { params: { query: { state, cursor } } }))
}

export function readApplication(applicationId: number) {
  return answer(api.GET('/api/v1/ops/applications/{application_id}', { params: { path: { application_id: applicationId } } }))
}

export interface Approval {
  sub_mchid: string
  commission_bp: number
  note: string
}

export function approve(applicationId: number, body: Approval) {
  return answer(api.POST('/api/v1/ops/applications/{application_id}/approval', { params: { path: { application_id: applicationId } }, body }))
}

export function reject(applicationId: number, note: string) {
  const path = { application_id: applicationId }
  return answer(api.POST('/api/v1/ops/applications/{application_id}/rejection', { params: { path }, body: { note } }))
}

export const readCategories = once(async (): Promise<Category[]> => (await answer(api.GET('/api/v1/categories'))).items)
