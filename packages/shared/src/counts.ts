/** A count as people say it: 902, 1,286, 1.2万. Rounds down, so that nothing looks more popular than it is. */
export function formatCount(count: number): string {
  if (count < 10_000) return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
  const tenths = Math.trunc(count / 1_000)
  const rest = tenths % 10
  return `${Math.trunc(tenths / 10)}${rest ? `.${rest}` : ''}万`
}

/** A badge never grows wider than "99+"; nothing is said about nothing. */
export function formatBadge(count: number): string {
  if (count <= 0) return ''
  return count > 99 ? '99+' : String(count)
}
