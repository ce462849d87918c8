/** Accounts by whose side they stand on, as the trial balance shows them. */
import type { AccountBalance } from '@/api/contract'

export interface AccountGroup {
  title: string
  rows: AccountBalance[]
}

const GROUPS: { title: string; holds: (account: string) => boolean }[] = [
  { title: '微信侧资金', holds: (account) => account.startsWith('wx.') },
  { title: '商家款项', holds: (account) => account.startsWith('shop.') },
  { title: '平台与买家', holds: () => true },
]

/** Each account in the first group that holds it; groups without accounts are left out. */
export function groupsOf(rows: readonly AccountBalance[]): AccountGroup[] {
  const titleOf = (row: AccountBalance) => GROUPS.find(({ holds }) => holds(row.account))?.title
  return GROUPS.map(({ title }) => ({ title, rows: rows.filter((row) => titleOf(row) === title) })).filter((group) => group.rows.length > 0)
}
