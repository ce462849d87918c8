import { describe, expect, it } from 'vitest'
import { change } from '@/format/count'
import { formatDay, formatLeft, formatTime, greeting, urgency } from '@/format/time'

const now = new Date('2026-11-24T06:30:00Z') // 14:30 in Shanghai
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()

describe('times on screen', () => {
  it('are Shanghai’s', () => {
    expect(formatTime('2026-11-24T02:00:00Z', now)).toBe('今天 10:00')
    expect(formatTime('2026-11-23T15:59:00Z', now)).toBe('昨天 23:59')
    expect(formatTime(null, now)).toBe('—')
    expect(formatDay(new Date('2026-11-24T16:30:00Z'))).toBe('11-25 周三')
    expect(greeting(now)).toBe('下午好')
  })

  it('count down in words', () => {
    expect(formatLeft(inMinutes(42), now)).toBe('剩 42 分钟')
    expect(formatLeft(inMinutes(60), now)).toBe('剩 1 小时')
    expect(formatLeft(inMinutes(210), now)).toBe('剩 3 小时 30 分')
    expect(formatLeft(inMinutes(3 * 1440), now)).toBe('剩 3 天')
    expect(formatLeft(inMinutes(-1), now)).toBe('已超时')
  })

  it('press by how much is left', () => {
    expect([-10, 119, 120, 1439, 1440].map((minutes) => urgency(inMinutes(minutes), now))).toEqual(['red', 'red', 'amber', 'amber', 'grey'])
  })
})

describe('figures against earlier ones', () => {
  it('say how far, and nothing in percent against zero', () => {
    expect(change(1175, 1000)).toEqual({ direction: 'up', text: '17.5%' })
    expect(change(900, 1000)).toEqual({ direction: 'down', text: '10.0%' })
    expect(change(5, 5)).toEqual({ direction: 'same', text: '持平' })
    expect(change(5, 0)).toEqual({ direction: 'up', text: '新增' })
  })
})
