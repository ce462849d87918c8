/** The shop's home over the API. */
import { answer } from '@/api/http'
import { api } from '../api'

export function readDashboard(shopId: number) {
  return answer(api.GET('/api/v1/merchant/{shop_id}/dashboard', { params: { path: { shop_id: shopId } } }))
}
