import type { Dimension, Sku } from '@lilong/shared'
import { describe, expect, test } from 'vitest'
import { chosenSku, firstChoice, missingDimensions, mostPieces, optionState, toggle, whyImpossible } from '@/rules/sku-choice'

const dimension = (name: string, ...values: string[]): Dimension => ({ name, values: values.map((value) => ({ name: value, picture: null })) })

const sku = (id: number, spec: string[], available = 5, limit: number | null = null): Sku => ({
  id,
  code: `S${id}`,
  spec,
  price_fen: 1_000 * id,
  list_price_fen: null,
  available,
  limit_per_buyer: limit,
  picture: null,
  weight_grams: 500,
})

const dimensions = [dimension('颜色', '雾蓝', '砖红', '丁香紫'), dimension('椅腿', '胡桃木', '黑色铁艺')]
/** 雾蓝 is not made with 黑色铁艺; 丁香紫 is sold out. */
const skus = [sku(1, ['雾蓝', '胡桃木']), sku(2, ['砖红', '胡桃木']), sku(3, ['砖红', '黑色铁艺'], 2), sku(4, ['丁香紫', '胡桃木'], 0)]

describe('the SKU picker', () => {
  test('nothing chosen: every value that some SKU has is open', () => {
    expect(optionState(skus, [null, null], 0, '雾蓝')).toBe('open')
    expect(optionState(skus, [null, null], 1, '黑色铁艺')).toBe('open')
  })

  test('a combination that is not made is impossible, one that is gone is sold out', () => {
    expect(optionState(skus, ['雾蓝', null], 1, '黑色铁艺')).toBe('impossible')
    expect(optionState(skus, [null, null], 0, '丁香紫')).toBe('sold_out')
  })

  test('a chosen value does not lock its own dimension', () => {
    expect(optionState(skus, ['雾蓝', '胡桃木'], 0, '砖红')).toBe('open')
    expect(optionState(skus, ['雾蓝', '胡桃木'], 0, '雾蓝')).toBe('chosen')
  })

  test('only a complete choice names a SKU', () => {
    expect(chosenSku(skus, ['砖红', null])).toBeNull()
    expect(chosenSku(skus, ['砖红', '黑色铁艺'])?.id).toBe(3)
    expect(chosenSku(skus, ['雾蓝', '黑色铁艺'])).toBeNull()
  })

  test('a second tap takes a choice back', () => {
    expect(toggle(['砖红', null], 0, '砖红')).toEqual([null, null])
    expect(toggle(['砖红', null], 0, '雾蓝')).toEqual(['雾蓝', null])
  })

  test('it says why an option is struck and what would go with it', () => {
    expect(whyImpossible(dimensions, skus, ['雾蓝', null], 1)).toBe('雾蓝没有黑色铁艺，可选砖红')
    expect(whyImpossible(dimensions, skus, ['砖红', null], 1)).toBe('')
  })

  test('what leaves no choice is chosen from the start', () => {
    const single = [dimension('规格', '标准')]
    expect(firstChoice(single, [sku(1, ['标准'])])).toEqual(['标准'])
    expect(firstChoice(dimensions, skus)).toEqual([null, null])
    expect(firstChoice(dimensions, [sku(1, ['雾蓝', '胡桃木']), sku(2, ['砖红', '胡桃木'], 0)])).toEqual(['雾蓝', '胡桃木'])
  })

  test('it asks for the dimensions that are missing', () => {
    expect(missingDimensions(dimensions, [null, '胡桃木'])).toEqual(['颜色'])
  })

  test('pieces end at the stock and at the limit per buyer', () => {
    expect(mostPieces(sku(1, [], 36, 2))).toBe(2)
    expect(mostPieces(sku(1, [], 1, 2))).toBe(1)
    expect(mostPieces(sku(1, [], 36))).toBe(36)
  })
})
