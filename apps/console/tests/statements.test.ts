import { describe, expect, it } from 'vitest'
import { periodWords } from '@/statements/statementPeriod'
import { waterfall } from '@/statements/waterfall'

describe('the waterfall of an order’s money', () => {
  const bars = waterfall([
    { label: '买家实付', fen: 10_000, isTotal: true },
    { label: '佣金', fen: -500 },
    { label: '手续费', fen: -60 },
    { label: '店铺所得', fen: 0, isTotal: true },
  ])

  it('leads from what was paid to what the shop gets', () => {
    expect(bars.map((bar) => bar.fen)).toEqual([10_000, -500, -60, 9_440])
    expect(bars.map((bar) => bar.kind)).toEqual(['total', 'minus', 'minus', 'total'])
  })

  it('hangs each step where the one before ended', () => {
    expect([bars[1]?.top, bars[1]?.bottom]).toEqual([1, 0.95])
    expect(bars[2]?.top).toBe(0.95)
    expect([bars[3]?.bottom, bars[3]?.top]).toEqual([0, 0.944])
  })
})

describe('a statement’s period', () => {
  it('names the year once within a year', () => {
    expect(periodWords('2026-11-16', '2026-11-22')).toBe('2026-11-16 至 11-22')
    expect(periodWords('2026-12-28', '2027-01-03')).toBe('2026-12-28 至 2027-01-03')
    expect(periodWords('2026-11-16', '2026-11-16')).toBe('2026-11-16')
  })
})
