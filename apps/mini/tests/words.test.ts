import { amountParts, formatBadge, formatCount, formatCountdown, formatFen, formatPrice, formatWait, pictureUrl, timeInWords } from '@lilong/shared'
import { describe, expect, test } from 'vitest'

describe('money', () => {
  test('a bill shows thousands and both digits of the cents', () => {
    expect(formatFen(123_450)).toBe('¥1,234.50')
    expect(formatFen(5)).toBe('¥0.05')
    expect(formatFen(100_000_000)).toBe('¥1,000,000.00')
  })

  test('a shelf label leaves idle zeros out', () => {
    expect([89_900, 4_580, 4_505, 0].map(formatPrice)).toEqual(['¥899', '¥45.8', '¥45.05', '¥0'])
  })

  test('what is no amount of fen is refused', () => {
    expect(() => amountParts(-1)).toThrow(RangeError)
    expect(() => amountParts(12.5)).toThrow(RangeError)
  })
})

test('counts round down, so that nothing looks more popular than it is', () => {
  expect([0, 902, 1_286, 9_999, 10_000, 12_999, 1_299_999].map(formatCount)).toEqual(['0', '902', '1,286', '9,999', '1万', '1.2万', '129.9万'])
})

test('a badge says nothing about nothing and never grows', () => {
  expect([0, 7, 99, 100].map(formatBadge)).toEqual(['', '7', '99', '99+'])
})

describe('times', () => {
  /** 2026-11-25 00:20 in Shanghai, still the 24th in London. */
  const now = Date.parse('2026-11-24T16:20:00Z')

  test('days are counted in Shanghai', () => {
    expect(timeInWords('2026-11-24T16:05:00Z', now)).toBe('今天 00:05')
    expect(timeInWords('2026-11-24T15:59:00Z', now)).toBe('昨天 23:59')
    expect(timeInWords('2026-11-25T16:00:00Z', now)).toBe('明天 00:00')
    expect(timeInWords('2026-11-20T06:30:00Z', now)).toBe('11-20 14:30')
    expect(timeInWords('2025-11-20T06:30:00Z', now)).toBe('2025-11-20 14:30')
  })

  test('a countdown ends at zero and shows hours only when there are some', () => {
    expect([1_694_000, 3_909_000, 0, -5].map(formatCountdown)).toEqual(['28:14', '1:05:09', '00:00', '00:00'])
  })

  test('a long wait is told in its two largest units', () => {
    expect([853_200_000, 864_000_000, 75_900_000, 240_000].map(formatWait)).toEqual(['9 天 21 小时', '10 天', '21 小时 5 分钟', '4 分钟'])
  })
})

test('a picture is asked for in the size that it is shown in', () => {
  expect(pictureUrl('/media/ab/800.webp', 200)).toBe('/media/ab/200.webp')
})
