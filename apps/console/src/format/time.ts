/** Times on screen: Asia/Shanghai, whatever the computer's own zone is. */
import { dateInShanghai, timeInWords } from '@lilong/shared'

/** China keeps UTC+8 all year. */
const SHANGHAI_SHIFT_MS = 8 * 3_600_000
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

function shanghai(at: Date): Date {
  return new Date(at.getTime() + SHANGHAI_SHIFT_MS)
}

/** 今天 14:30, 昨天 14:30, 11-20 14:30 …; "—" where nothing has happened yet. */
export function formatTime(at: string | null | undefined, now: Date): string {
  return at ? timeInWords(at, now.getTime()) : '—'
}

/** The Shanghai date `days` before a moment: "2026-11-24". */
export function dateBefore(now: Date, days: number): string {
  return dateInShanghai(new Date(now.getTime() - days * 86_400_000).toISOString())
}

/** "11-24 周二" */
export function formatDay(at: Date): string {
  return `${dateInShanghai(at.toISOString()).slice(5)} ${WEEKDAYS[shanghai(at).getUTCDay()]}`
}

/** Time left until a deadline in words: 剩 42 分钟 / 剩 3 小时 30 分 / 剩 2 天; 已超时 after it. */
export function formatLeft(iso: string, now: Date): string {
  const minutes = Math.floor((new Date(iso).getTime() - now.getTime()) / 60_000)
  if (minutes < 0) return '已超时'
  if (minutes < 60) return `剩 ${minutes} 分钟`
  if (minutes < 24 * 60) return `剩 ${Math.floor(minutes / 60)} 小时${minutes % 60 ? ` ${minutes % 60} 分` : ''}`
  return `剩 ${Math.floor(minutes / 1440)} 天`
}

/** How pressing a deadline is: red under two hours or missed, amber within the day, grey later. */
export function urgency(iso: string, now: Date): 'red' | 'amber' | 'grey' {
  const hours = (new Date(iso).getTime() - now.getTime()) / 3600_000
  if (hours < 2) return 'red'
  return hours < 24 ? 'amber' : 'grey'
}

/** The greeting that fits the hour in Shanghai. */
export function greeting(now: Date): string {
  const hour = shanghai(now).getUTCHours()
  if (hour < 6) return '夜深了'
  if (hour < 12) return '早上好'
  return hour < 18 ? '下午好' : '晚上好'
}
