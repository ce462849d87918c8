/** The application form as a person fills it in, and as it is sent. */
import type { Application, ApplicationInput } from '@/api/contract'
import { errorsOf, phone, required, type FieldErrors } from '@/kit/submitting'
import type { SizedPicture } from '@/kit/pictures'

export interface ApplicationDraft {
  shop_name: string
  tagline: string
  company_name: string
  licence_number: string
  licence_media_id: number | null
  licence: SizedPicture | null
  contact_name: string
  contact_phone: string
  category_ids: number[]
  region_code: string
  street: string
  detail: string
}

/** An empty form, or a rejected application to put right. */
export function draftOf(application: Application | null): ApplicationDraft {
  return {
    shop_name: application?.shop_name ?? '',
    tagline: application?.tagline ?? '',
    company_name: application?.company_name ?? '',
    licence_number: application?.licence_number ?? '',
    licence_media_id: application?.licence_media_id ?? null,
    licence: application?.licence ?? null,
    contact_name: application?.contact_name ?? '',
    contact_phone: application?.contact_phone ?? '',
    category_ids: [...(application?.category_ids ?? [])],
    region_code: application?.address.region_code ?? '',
    street: application?.address.street ?? '',
    detail: application?.address.detail ?? '',
  }
}

export function draftErrors(draft: ApplicationDraft): FieldErrors {
  return errorsOf({
    shop_name: draft.shop_name.trim().length < 2 ? '店铺名称至少 2 个字' : '',
    tagline: required(draft.tagline, '一句话介绍'),
    company_name: draft.company_name.trim().length < 4 ? '请填写营业执照上的完整名称' : '',
    licence_number: /^[0-9A-Za-z]{18}$/.test(draft.licence_number.trim()) ? '' : '统一社会信用代码是 18 位数字或字母',
    licence_media_id: draft.licence_media_id === null ? '请上传营业执照' : '',
    contact_name: required(draft.contact_name, '联系人'),
    contact_phone: phone(draft.contact_phone),
    category_ids: draft.category_ids.length > 0 ? '' : '请至少选择一个经营类目',
    'address.region_code': draft.region_code ? '' : '请选择所在地区',
    'address.detail': required(draft.detail, '详细地址'),
  })
}

/** The draft as the API takes it. Only a checked draft is sent, so the licence is there. */
export function inputOf(draft: ApplicationDraft): ApplicationInput {
  return {
    shop_name: draft.shop_name.trim(),
    tagline: draft.tagline.trim(),
    company_name: draft.company_name.trim(),
    licence_number: draft.licence_number.trim().toUpperCase(),
    licence_media_id: draft.licence_media_id ?? 0,
    contact_name: draft.contact_name.trim(),
    contact_phone: draft.contact_phone.trim(),
    category_ids: draft.category_ids,
    address: { region_code: draft.region_code, street: draft.street.trim(), detail: draft.detail.trim() },
  }
}
