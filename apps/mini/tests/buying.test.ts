import type { Cart, CartItem, Quote, Trade } from '@lilong/shared'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { OUTCOMES, outcomeOf } from '@/pages/checkout/outcomes'
import { orderOf } from '@/pages/checkout/use-placement'
import { ONCE, pollPayment, TEN_SECONDS } from '@/pages/checkout/poll-payment'
import { placeActions } from '@/rules/order-view'
import { useCart } from '@/stores/cart'
import { useCheckout } from '@/stores/checkout'
import { problem, serve, type Asked } from './server'
import { forgetEverything } from './uni'

vi.mock('@/platform', () => ({
  platform: { signInWay: 'silently', apiOrigin: () => '', signInCode: async () => 'code', takeReturnedCode: () => null },
}))

const SESSION = { access_token: 't', refresh_token: 'r', expires_at: '2026-11-25T00:00:00Z', buyer: { id: 1, nickname: '', avatar: null, phone_masked: null } }

const item = (quantity: number): CartItem => ({
  sku_id: 7,
  product_id: 1,
  title: '圆凳',
  spec_text: '',
  picture: { url: '', width: 1, height: 1 },
  price_fen: 16_800,
  price_change_fen: 0,
  quantity,
  is_selected: true,
  available: 9,
  limit_per_buyer: null,
})

const cartOf = (quantity: number): Cart => ({
  shops: [{ shop: { id: 1, name: '梧桐里' }, items: [item(quantity)], goods_fen: 16_800 * quantity }],
  invalid: [],
  selected_count: 1,
  selected_fen: 16_800 * quantity,
  item_count: 1,
})

const quantityOf = (asked: Asked) => (asked.body as { quantity: number }).quantity

beforeEach(() => {
  forgetEverything()
  setActivePinia(createPinia())
})

describe('the cart', () => {
  test('fast taps are shown at once and end at the last', async () => {
    const log = serve((asked) => ({ data: asked.path === '/sessions/wechat' ? SESSION : cartOf(asked.method === 'PUT' ? quantityOf(asked) : 1) }))
    const cart = useCart()
    await cart.load()
    const shown = () => cart.cart?.shops[0]?.items[0]?.quantity

    const taps = [2, 3, 4].map((quantity) => cart.put(item(quantity - 1), { quantity }))
    expect(shown()).toBe(4)
    await Promise.all(taps)

    expect(shown()).toBe(4)
    expect(log.filter(({ method }) => method === 'PUT').map(quantityOf)).toEqual([2, 3, 4])
  })

  test('a refused change shows the truth again', async () => {
    serve((asked) => {
      if (asked.method === 'PUT') return problem(409, 'not_enough_stock')
      return { data: asked.path === '/sessions/wechat' ? SESSION : cartOf(1) }
    })
    const cart = useCart()
    await cart.load()

    await expect(cart.put(item(1), { quantity: 9 })).rejects.toThrow('not_enough_stock')

    expect(cart.cart?.shops[0]?.items[0]?.quantity).toBe(1)
  })

  test('adding again after a lost answer is the same intent, after success a new one', async () => {
    const answers = ['lost', 'ok', 'ok']
    const log = serve(({ path }) => {
      if (path === '/sessions/wechat') return { data: SESSION }
      if (path === '/cart') return { data: cartOf(1) }
      return answers.shift() === 'lost' ? 'lost' : { data: cartOf(1) }
    })
    const cart = useCart()
    const wanted = { sku_id: 7, quantity: 1 }

    await expect(cart.add(wanted)).rejects.toThrow()
    await cart.add(wanted)
    await cart.add(wanted)

    const [first, second, third] = log.filter(({ path }) => path === '/cart/items').map(({ key }) => key)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })
})

test('the draft of a checkout survives leaving, and keeps the address for the next time', async () => {
  const checkout = useCheckout()
  checkout.begin([{ sku_id: 7, quantity: 2 }], true)
  checkout.deliverTo(3)
  checkout.draft.remarks['1'] = '请周末送'
  await Promise.resolve()

  setActivePinia(createPinia())
  const again = useCheckout()
  expect(again.draft).toEqual({ items: [{ sku_id: 7, quantity: 2 }], fromCart: true, addressId: 3, remarks: { '1': '请周末送' } })

  again.finish()
  expect(again.draft).toEqual({ items: [], fromCart: false, addressId: 3, remarks: {} })
})

test('an order carries the price that was seen, and remarks only to its shops', () => {
  const seen = { shops: [{ shop: { id: 1, name: '梧桐里' } }], total_fen: 16_800 } as Quote
  const draft = { items: [{ sku_id: 7, quantity: 1 }], fromCart: true, addressId: 3, remarks: { '1': ' 请周末送 ', '2': '给别家的', '3': ' ' } }

  expect(orderOf(draft, seen, 3)).toEqual({
    items: [{ sku_id: 7, quantity: 1 }],
    address_id: 3,
    remarks: { '1': '请周末送' },
    quoted_total_fen: 16_800,
    from_cart: true,
  })
})

describe('waiting for a payment', () => {
  const trade = (state: Trade['state']): Trade => ({ id: 1, number: '1', state, total_fen: 1, pay_by: '2026-11-25T00:00:00Z', orders: [] })

  test('it asks until the trade is paid', async () => {
    vi.useFakeTimers()
    const states: Trade['state'][] = ['open', 'open', 'paid', 'open']
    const seen: string[] = []
    const waiting = pollPayment(async () => trade(states.shift() ?? 'open'), ({ state }) => seen.push(state), () => false, TEN_SECONDS)
    await vi.runAllTimersAsync()
    await waiting
    vi.useRealTimers()

    expect(seen).toEqual(['open', 'open', 'paid'])
  })

  test('it gives up after ten seconds and does not call an open trade paid', async () => {
    vi.useFakeTimers()
    const began = Date.now()
    const waiting = pollPayment(async () => trade('open'), () => undefined, () => false, TEN_SECONDS)
    await vi.runAllTimersAsync()
    await waiting
    expect(Date.now() - began).toBe(10_000)
    vi.useRealTimers()

    expect(OUTCOMES[outcomeOf(trade('open'), false)].title).toBe('还没有收到付款')
    expect(outcomeOf(trade('closing'), false)).toBe('unsure')
    expect(outcomeOf(null, true)).toBe('waiting')
  })

  test('after a cancelled sheet it asks once', async () => {
    const ask = vi.fn(async () => trade('open'))
    await pollPayment(ask, () => undefined, () => false, ONCE)
    expect(ask).toHaveBeenCalledOnce()
  })

  test('it stops when the page is left', async () => {
    const ask = vi.fn(async () => trade('open'))
    await pollPayment(ask, () => undefined, () => true, TEN_SECONDS)
    expect(ask).not.toHaveBeenCalled()
  })
})

test('the next action comes first, the rest goes under 更多', () => {
  expect(placeActions(['buy_again', 'cancel', 'pay'])).toEqual({ first: 'pay', second: 'buy_again', rest: ['cancel'] })
  expect(placeActions([])).toEqual({ first: null, second: null, rest: [] })
})
