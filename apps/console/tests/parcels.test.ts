import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/api/contract'
import { leftBehind, packed, wholeParcel } from '@/merchant/orders/parcels'

const line = (id: number, quantity: number, shipped: number): OrderLine => ({
  id,
  sku_id: id,
  product_id: id,
  title: `商品 ${id}`,
  spec_text: '',
  picture: { url: '/media/a/800.webp', width: 800, height: 800 },
  quantity,
  unit_price_fen: 100,
  payable_fen: 100 * quantity,
  shipped_quantity: shipped,
})

describe('the next parcel', () => {
  it('holds by default all that has not left yet', () => {
    expect(packed(wholeParcel([line(1, 3, 1), line(2, 2, 2), line(3, 1, 0)]))).toEqual([
      { order_line_id: 1, quantity: 2 },
      { order_line_id: 3, quantity: 1 },
    ])
  })

  it('leaves out lines of which nothing is packed, and counts what stays', () => {
    const parcel = wholeParcel([line(1, 3, 0), line(2, 2, 0)])
    const split = parcel.map((one) => ({ ...one, quantity: one.order_line_id === 1 ? 1 : 0 }))
    expect(packed(split)).toEqual([{ order_line_id: 1, quantity: 1 }])
    expect(leftBehind(split)).toBe(4)
  })
})
