/** Comparisons on screen. */

export interface Change {
  direction: 'up' | 'down' | 'same'
  text: string
}

/** Today against an earlier figure: how far, in words. An earlier zero has no percentage. */
export function change(now: number, before: number): Change {
  if (now === before) return { direction: 'same', text: '持平' }
  const direction = now > before ? 'up' : 'down'
  if (before === 0) return { direction, text: '新增' }
  const tenths = Math.round((Math.abs(now - before) * 1000) / before)
  return { direction, text: `${Math.trunc(tenths / 10)}.${tenths % 10}%` }
}
