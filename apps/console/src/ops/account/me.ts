/** The signed-in operator. */
import { readonly, shallowRef } from 'vue'
import type { Operator } from '@/api/contract'
import { answer } from '@/api/http'
import { isAllowed } from '@/kit/pages'
import { api, session } from '../api'

const operator = shallowRef<Operator | null>(null)
export const me = readonly(operator)

export async function loadMe(): Promise<Operator> {
  operator.value = await answer(api.GET('/api/v1/ops/me'))
  return operator.value
}

export function forgetMe(): void {
  operator.value = null
  session.signOut()
}

/** Whether the operator holds a permission. */
export function can(permission: string): boolean {
  return isAllowed(permission, operator.value?.permissions ?? [])
}
