/** How many applications and repairs wait: the numbers in the menu and on the home page. */
import { readonly, shallowRef } from 'vue'
import type { OpsDashboard } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from './api'

const dashboard = shallowRef<OpsDashboard | null>(null)
export const opsDashboard = readonly(dashboard)

export async function readDashboard(): Promise<OpsDashboard> {
  dashboard.value = await answer(api.GET('/api/v1/ops/dashboard'))
  return dashboard.value
}
