/** The signed-in staff member: who he is, his shops, his applications. */
import { computed, readonly, shallowRef } from 'vue'
import { answer } from '@/api/http'
import type { Membership, Staff } from '@/api/contract'
import { api, session } from '../api'

const LAST_SHOP = 'lilong.merchant.shop'
const staff = shallowRef<Staff | null>(null)

export const me = readonly(staff)

/** Reads who is signed in, anew when asked to (after an approval or a change of roles). */
export async function loadMe(): Promise<Staff> {
  staff.value = await answer(api.GET('/api/v1/merchant/me'))
  return staff.value
}

export function forgetMe(): void {
  staff.value = null
  session.signOut()
}

export function membershipOf(shopId: number): Membership | undefined {
  return staff.value?.shops.find((shop) => shop.shop_id === shopId)
}

/** The shop to open first: the one used last, else the first. */
export function firstShop(): number | null {
  const last = membershipOf(Number(localStorage.getItem(LAST_SHOP)))
  return (last ?? staff.value?.shops[0])?.shop_id ?? null
}

export function rememberShop(shopId: number): void {
  localStorage.setItem(LAST_SHOP, String(shopId))
}

export const hasSeveralShops = computed(() => (staff.value?.shops.length ?? 0) > 1)
