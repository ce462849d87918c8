/** Uploads of the merchant console: for a shop, or by a person who has none yet. */
import { answer, formOf } from '@/api/http'
import type { Upload } from '@/kit/uploading'
import { api } from './api'

export const uploadForOneself: Upload = (file) =>
  answer(api.POST('/api/v1/merchant/media', { body: {}, bodySerializer: () => formOf(file) }))

export const uploadForShop =
  (shopId: number): Upload =>
  (file) =>
    answer(api.POST('/api/v1/merchant/{shop_id}/media', { params: { path: { shop_id: shopId } }, body: {}, bodySerializer: () => formOf(file) }))
