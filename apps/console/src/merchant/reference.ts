/** What rarely changes and several pages need: regions and shoppers' categories. */
import type { Category, Region } from '@/api/contract'
import { answer } from '@/api/http'
import { once } from '@/kit/once'
import { api } from './api'

export const readRegions = once(async (): Promise<Region[]> => (await answer(api.GET('/api/v1/regions'))).items)
export const readCategories = once(async (): Promise<Category[]> => (await answer(api.GET('/api/v1/categories'))).items)
