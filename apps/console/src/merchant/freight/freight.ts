/** Freight templates over the API. */
import type { FreightInput, FreightTemplate } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from '../api'

export async function listTemplates(shopId: number): Promise<FreightTemplate[]> {
  const { items } = await answer(api.GET('/api/v1/merchant/{shop_id}/freight-templates', { params: { path: { shop_id: shopId } } }))
  return items.map((template) => ({ free_over_fen: null, excluded_region_codes: [], ...template }))
}

export function saveTemplate(shopId: number, templateId: number | null, body: FreightInput) {
  if (templateId === null) return answer(api.POST('/api/v1/merchant/{shop_id}/freight-templates', { params: { path: { shop_id: shopId } }, body }))
  const path = { shop_id: shopId, template_id: templateId }
  return answer(api.PUT('/api/v1/merchant/{shop_id}/freight-templates/{template_id}', { params: { path }, body }))
}
