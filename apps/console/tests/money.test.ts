import { describe, expect, it } from 'vitest'
import { fenToInput, formatBp, formatFen, formatFenOrDash, parsePercent, parseYuan } from '@/format/money'

describe('amounts on screen', () => {
  it('show thousands, two decimals, and the minus in front', () => {
    expect(formatFen(123_450)).toBe('¥1,234.50')
    expect(formatFen(5)).toBe('¥0.05')
    expect(formatFen(-2_000)).toBe('-¥20.00')
    expect(formatFen(100_000_000_000)).toBe('¥1,000,000,000.00')
  })

  it('say "—" where there is none, which is not zero', () => {
    expect(formatFenOrDash(null)).toBe('—')
    expect(formatFenOrDash(0)).toBe('¥0.00')
  })
})

describe('amounts that people type', () => {
  it('become fen without passing through a float', () => {
    expect(parseYuan('69')).toBe(6_900)
    expect(parseYuan('69.9')).toBe(6_990)
    expect(parseYuan('¥1,234.05')).toBe(123_405)
    expect(parseYuan('8.29')).toBe(829) // 8.29 * 100 is 828.9999… in floats
    expect(parseYuan('0.29')).toBe(29)
  })

  it('are refused when they are no amount', () => {
    for (const text of ['', 'abc', '-5', '1.234', '1e3', '.5', '12345678901']) expect(parseYuan(text), text).toBeNull()
  })

  it('come back as they were typed', () => {
    for (const fen of [0, 1, 99, 100, 6_900, 123_405]) expect(parseYuan(fenToInput(fen))).toBe(fen)
    expect(fenToInput(null)).toBe('')
  })
})

describe('rates', () => {
  it('are basis points inside and percentages on screen', () => {
    expect(formatBp(500)).toBe('5.00%')
    expect(formatBp(5)).toBe('0.05%')
    expect(parsePercent('4.5%')).toBe(450)
    expect(parsePercent('4.5')).toBe(450)
    expect(parsePercent('many')).toBeNull()
  })
})
