import type { Address, AddressInput } from '@lilong/shared'

/** Fields of the address form that can be wrong, with what to say. */
export type AddressComplaints = Partial<Record<'name' | 'phone' | 'region_code' | 'detail', string>>

export function emptyAddress(): AddressInput {
  return { name: '', phone: '', region_code: '', street: '', detail: '', is_default: false }
}

/** The part of an address that its form edits. */
export function inputOf(address: Address): AddressInput {
  const { name, phone, region_code, street, detail, is_default } = address
  return { name, phone, region_code, street, detail, is_default }
}

function complaintAboutName(name: string): string {
  if (!name) return '请填写收货人姓名'
  return name.length > 20 ? '姓名最多 20 个字' : ''
}

function complaintAboutPhone(phone: string): string {
  if (!phone) return '请填写手机号，方便快递员联系你'
  return /^1[3-9]\d{9}$/.test(phone) ? '' : '请填写 11 位手机号'
}

function complaintAboutDetail(detail: string): string {
  if (!detail) return '请填写门牌号，例如 88 弄 12 号 302 室'
  return detail.length > 100 ? '详细地址最多 100 个字' : ''
}

/** What is wrong with a form; empty when it may be sent. The server checks again. */
export function complaintsAbout(address: AddressInput): AddressComplaints {
  const all = {
    name: complaintAboutName(address.name.trim()),
    phone: complaintAboutPhone(address.phone),
    region_code: address.region_code ? '' : '请选择所在地区',
    detail: complaintAboutDetail(address.detail.trim()),
  }
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text))
}

/** 13812345621 as 138****5621: enough to recognise, too little to call. */
export function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2')
}
