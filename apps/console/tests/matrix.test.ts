import { describe, expect, it } from 'vitest'
import {
  combinations,
  EMPTY_CELLS,
  fill,
  firstCellSpan,
  rebuild,
  rowsWith,
  specOf,
  type DimensionDraft,
  type SkuDraft,
} from '@/merchant/products/matrix'

const dimension = (name: string, ...values: string[]): DimensionDraft => ({
  key: name,
  name,
  values: values.map((value) => ({ key: `${name}:${value}`, name: value, media_id: null })),
})
const colour = dimension('花色', '红', '粉', '黄')
const pot = dimension('花盆', '陶盆', '简装')

/** Saved rows, as the server knows them, each with its own price. */
function saved(dimensions: DimensionDraft[]): SkuDraft[] {
  return rebuild(dimensions, []).map((row, index) => ({ ...row, ...EMPTY_CELLS, id: index + 1, code: `C${index + 1}`, price: `${index + 1}.00` }))
}

describe('the specification matrix', () => {
  it('has one row per combination, the first dimension changing slowest', () => {
    const rows = rebuild([colour, pot], [])
    expect(rows.map((row) => specOf(row, [colour, pot]).join('/'))).toEqual(['红/陶盆', '红/简装', '粉/陶盆', '粉/简装', '黄/陶盆', '黄/简装'])
  })

  it('has one row without dimensions, and ignores a dimension that has no values yet', () => {
    expect(combinations([])).toEqual([[]])
    expect(rebuild([colour, dimension('尺寸')], []).map((row) => row.values.length)).toEqual([1, 1, 1])
  })

  it('keeps what was typed when a value is added, and starts the new rows from a neighbour without its code', () => {
    const rows = saved([dimension('花色', '红', '粉')])
    const grown = rebuild([colour], rows)
    expect(grown.slice(0, 2)).toEqual(rows)
    expect(grown[2]).toMatchObject({ id: null, code: '', stock: '' })
  })

  it('keeps the rows of the values that stay when one is removed', () => {
    const rows = saved([colour, pot])
    const without = { ...colour, values: colour.values.filter((value) => value.name !== '粉') }
    expect(rebuild([without, pot], rows).map((row) => row.id)).toEqual([1, 2, 5, 6])
  })

  it('knows a row by its values, not by their names, so that renaming loses nothing', () => {
    const rows = saved([colour])
    const renamed = { ...colour, values: colour.values.map((value) => ({ ...value, name: `${value.name}色` })) }
    const after = rebuild([renamed], rows)
    expect(after.map((row) => row.price)).toEqual(['1.00', '2.00', '3.00'])
    expect(after.map((row) => specOf(row, [renamed])[0])).toEqual(['红色', '粉色', '黄色'])
  })

  it('carries prices over to a second dimension, but makes new rows of them', () => {
    const after = rebuild([colour, pot], saved([colour]))
    expect(after.map((row) => row.price)).toEqual(['1.00', '1.00', '2.00', '2.00', '3.00', '3.00'])
    expect(after.every((row) => row.id === null && row.code === '')).toBe(true)
  })

  it('merges the cells of the first dimension', () => {
    const rows = rebuild([colour, pot], [])
    expect(rows.map((_, index) => firstCellSpan(rows, index))).toEqual([2, 0, 2, 0, 2, 0])
    const single = rebuild([colour], [])
    expect(single.map((_, index) => firstCellSpan(single, index))).toEqual([1, 1, 1])
  })
})

describe('bulk fill', () => {
  it('reaches the rows with a value, or all', () => {
    const rows = rebuild([colour, pot], [])
    expect(rowsWith(rows, '花盆:陶盆')).toHaveLength(3)
    expect(rowsWith(rows, '花色:红')).toHaveLength(2)
    expect(rowsWith(rows, '')).toHaveLength(6)
  })

  it('writes only the cells that are filled in', () => {
    const rows = saved([colour])
    fill(rows, { price: '69.00', cost: '' })
    expect(rows.map((row) => [row.price, row.cost, row.code])).toEqual([
      ['69.00', '', 'C1'],
      ['69.00', '', 'C2'],
      ['69.00', '', 'C3'],
    ])
  })

  it('leaves the stock of rows alone that the server keeps count of', () => {
    const [known] = saved([dimension('花色', '红')])
    const rows = rebuild([colour], known ? [known] : [])
    fill(rows, { stock: '20' })
    expect(rows.map((row) => row.stock)).toEqual(['', '20', '20'])
  })
})
