/** Permissions as a matrix: one row per area, the acts beside it; what changed; what a person may not grant. */
import type { Permission, Role } from '@/api/contract'

const AREAS: Record<string, string> = {
  dashboard: '概况',
  orders: '订单',
  products: '商品',
  stock: '库存',
  shop: '店铺',
  money: '资金',
  staff: '人员与权限',
  applications: '入驻审核',
  shops: '商家',
  payments: '支付',
  ledger: '账本',
  settlement: '结算',
  audit: '操作记录',
  jobs: '后台任务',
}

export interface Area {
  title: string
  permissions: Permission[]
}

/** The catalogue by area, in its own order: what stands before the dot is the area. */
export function areasOf(catalogue: readonly Permission[]): Area[] {
  const areas = new Map<string, Permission[]>()
  for (const permission of catalogue) {
    const area = permission.code.split('.')[0] ?? ''
    areas.set(area, [...(areas.get(area) ?? []), permission])
  }
  return [...areas].map(([area, permissions]) => ({ title: AREAS[area] ?? area, permissions }))
}

export interface RoleChange {
  added: Permission[]
  removed: Permission[]
}

/** What saving would change. */
export function changeOf(before: readonly string[], after: readonly string[], catalogue: readonly Permission[]): RoleChange {
  return {
    added: catalogue.filter(({ code }) => after.includes(code) && !before.includes(code)),
    removed: catalogue.filter(({ code }) => before.includes(code) && !after.includes(code)),
  }
}

/** Nobody grants, or takes away, what he lacks himself. */
export function isLocked(code: string, held: readonly string[]): boolean {
  return !held.includes(code)
}

/** A role can be edited by somebody who holds all of it; the owner's by nobody. */
export function canEditRole(role: Pick<Role, 'is_owner' | 'permissions'>, held: readonly string[]): boolean {
  return !role.is_owner && role.permissions.every((code) => held.includes(code))
}
