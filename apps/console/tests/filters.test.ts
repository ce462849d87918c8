import { describe, expect, it } from 'vitest'
import { filtersFromQuery, givenFilters, queryFromFilters } from '@/kit/filters'
import { countQuery, isSameFilter, NO_ORDER_FILTERS, orderQuery, presetFilters } from '@/trade/orderFilters'

const DEFAULTS = { state: 'all', q: '' }

describe('filters in the address', () => {
  it('start from the defaults', () => {
    expect(filtersFromQuery({}, DEFAULTS)).toEqual({ state: 'all', q: '' })
  })

  it('survive the way into the address and back', () => {
    const filters = { state: 'listed', q: '郁金香 & 5球' }
    expect(filtersFromQuery(queryFromFilters(filters, DEFAULTS), DEFAULTS)).toEqual(filters)
  })

  it('leave out what is at its default, so that a plain list has a plain address', () => {
    expect(queryFromFilters({ state: 'all', q: '盆栽' }, DEFAULTS)).toEqual({ q: '盆栽' })
  })

  it('keep what belongs to others, such as the open row', () => {
    expect(queryFromFilters({ state: 'all', q: '' }, DEFAULTS, { open: '17', q: 'old' })).toEqual({ open: '17' })
  })

  it('ignore names and shapes that they do not know', () => {
    expect(filtersFromQuery({ q: ['a', 'b'], other: 'x' }, DEFAULTS)).toEqual({ state: 'all', q: '' })
  })

  it('are not sent while empty', () => {
    expect(givenFilters({ q: '', kind: 'captured' })).toEqual({ kind: 'captured' })
  })
})

describe('order filters', () => {
  it('ask the API for what is set', () => {
    expect(orderQuery({ ...NO_ORDER_FILTERS, state: 'to_ship', q: '2046', shop_id: '12' })).toEqual({ state: 'to_ship', q: '2046', shop_id: 12 })
  })

  it('do not pass on a state that is no state', () => {
    expect(orderQuery({ ...NO_ORDER_FILTERS, state: 'DROP TABLE' })).toEqual({})
  })

  it('count over all states', () => {
    expect(countQuery({ ...NO_ORDER_FILTERS, state: 'to_ship', q: '茶' })).toEqual({ q: '茶' })
  })

  it('offer days of Shanghai, not of the computer', () => {
    const lateEvening = new Date('2026-11-24T16:30:00Z') // already the 25th in Shanghai
    const today = presetFilters(lateEvening).find((preset) => preset.name === '今天下单')
    expect(today?.filters).toMatchObject({ from_on: '2026-11-25', to_on: '2026-11-25' })
    const week = presetFilters(lateEvening).find((preset) => preset.name === '近 7 天')
    expect(week?.filters).toMatchObject({ from_on: '2026-11-19', to_on: '2026-11-25' })
  })

  it('are the same only when all of them are', () => {
    expect(isSameFilter(NO_ORDER_FILTERS, { ...NO_ORDER_FILTERS })).toBe(true)
    expect(isSameFilter(NO_ORDER_FILTERS, { ...NO_ORDER_FILTERS, q: '茶' })).toBe(false)
  })
})
