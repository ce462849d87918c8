/** What rarely changes and several pages need: regions and shoppers' categories, read once. */
import type { Category, Region } from '@/api/contract'
import { answer } from '@/api/http'
import { api } from './api'

/** Keeps the first successful answer; a failed one is asked again next time. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let kept: Promise<Value> | null = null
  return () => {
    kept ??= read().catch((thrown: unknown) => {
      kept = null
      throw thrown
    })
    return kept
  }
}

export const readRegions = once(async (): Promise<Region[]> => (await answer(api.GET('/api/v1/regions'))).items)
export const readCategories = once(async (): Promise<Category[]> => (await answer(api.GET('/api/v1/categories'))).items)
