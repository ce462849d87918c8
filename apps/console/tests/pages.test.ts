import { describe, expect, it } from 'vitest'
import { isAllowed, landingOf, menuOf, type ConsolePage } from '@/kit/pages'

const icon = { render: () => null }
const component = { render: () => null }
const PAGES: ConsolePage[] = [
  { path: 'home', title: '首页', section: '', permission: 'shop.view', icon, component },
  { path: 'orders', title: '订单', section: '交易', permission: 'orders.view', icon, component },
  { path: 'products', title: '商品', section: '经营', permission: 'products.view', icon, component },
  { path: 'products/new', title: '发布商品', section: '商品', permission: 'products.edit', under: 'products', component },
  { path: 'money', title: '资金', section: '店铺', permission: 'money.view', icon, component },
  { path: 'security', title: '账号与安全', section: '', component },
]
const paths = (held: string[]) => menuOf(PAGES, held).flatMap((section) => section.items.map((item) => item.path))

describe('the menu of one person', () => {
  it('holds what he has the permission for, and nothing else', () => {
    expect(paths(['orders.view', 'money.view'])).toEqual(['orders', 'money'])
  })

  it('drops a heading under which nothing is left', () => {
    expect(menuOf(PAGES, ['orders.view']).map((section) => section.title)).toEqual(['交易'])
  })

  it('leaves out pages without an icon even for somebody who may open them', () => {
    expect(paths(['products.view', 'products.edit'])).toEqual(['products'])
  })

  it('is empty for somebody without permissions, who lands nowhere', () => {
    expect(paths([])).toEqual([])
    expect(landingOf(PAGES, [])).toBeNull()
  })
})

describe('where a person lands', () => {
  it('is the first page of his menu', () => {
    expect(landingOf(PAGES, ['shop.view', 'orders.view'])).toBe('home')
    expect(landingOf(PAGES, ['orders.view', 'money.view'])).toBe('orders')
  })
})

describe('a page', () => {
  it('without a permission is open to everybody who is signed in', () => {
    expect(isAllowed(undefined, [])).toBe(true)
  })

  it('is closed to somebody who holds only a similar permission', () => {
    expect(isAllowed('products.edit', ['products.view'])).toBe(false)
  })
})
