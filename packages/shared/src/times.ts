/** Times in the words people use. What arrives is UTC; what is shown is Shanghai, wherever the phone is. */

/** China keeps UTC+8 all year (no summer time since 1991), so a fixed shift is exact. */
const SHANGHAI_SHIFT_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

interface ShanghaiTime {
  year: number
  /** Whole days since 1970-01-01 in Shanghai, to tell 今天 from 昨天. */
  day: number
  monthAndDay: string
  hourAndMinute: string
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function inShanghai(milliseconds: number): ShanghaiTime {
  const shifted = new Date(milliseconds + SHANGHAI_SHIFT_MS)
  return {
    year: shifted.getUTCFullYear(),
    day: Math.floor(shifted.getTime() / DAY_MS),
    monthAndDay: `${two(shifted.getUTCMonth() + 1)}-${two(shifted.getUTCDate())}`,
    hourAndMinute: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
  }
}

/**
 * 今天 14:30, 明天 14:30, 昨天 14:30, 11-20 14:30; another year is named: 2025-11-20 14:30.
 *
 * @param at ISO-8601, UTC
 * @param nowMs milliseconds since 1970 by the server's clock
 */
export function timeInWords(at: string, nowMs: number): string {
  const time = inShanghai(Date.parse(at))
  const now = inShanghai(nowMs)
  const nearby = ['昨天', '今天', '明天'][time.day - now.day + 1]
  if (nearby) return `${nearby} ${time.hourAndMinute}`
  const year = time.year === now.year ? '' : `${time.year}-`
  return `${year}${time.monthAndDay} ${time.hourAndMinute}`
}

/** The time of day in Shanghai: 14:30. */
export function clockTime(milliseconds: number): string {
  return inShanghai(milliseconds).hourAndMinute
}

/** A date in Shanghai: 2026-11-24. */
export function dateInShanghai(at: string): string {
  const time = inShanghai(Date.parse(at))
  return `${time.year}-${time.monthAndDay}`
}

/** A count-down, 28:14 or 1:05:09. Zero and less read 00:00. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  const hours = Math.trunc(seconds / 3_600)
  const minutes = two(Math.trunc(seconds / 60) % 60)
  return `${hours ? `${hours}:` : ''}${minutes}:${two(seconds % 60)}`
}

/** A long wait in two units: 9 天 21 小时, 21 小时 5 分钟, 5 分钟. */
export function formatWait(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000))
  const days = Math.trunc(minutes / 1_440)
  const hours = Math.trunc(minutes / 60) % 24
  if (days) return hours ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分钟` : `${hours} 小时`
  return `${minutes} 分钟`
}
