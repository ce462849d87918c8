import { describe, expect, it } from 'vitest'
import { areasOf, canEditRole, changeOf, isLocked } from '@/people/roleMatrix'

const CATALOGUE = [
  { code: 'orders.view', name: '查看订单' },
  { code: 'orders.ship', name: '发货' },
  { code: 'money.view', name: '查看结算与余额' },
]

describe('the permission matrix', () => {
  it('groups by area and keeps the order of the catalogue', () => {
    expect(areasOf(CATALOGUE).map((area) => [area.title, area.permissions.length])).toEqual([
      ['订单', 2],
      ['资金', 1],
    ])
  })

  it('shows an area that it has no word for under its own name', () => {
    expect(areasOf([{ code: 'drones.fly', name: '放飞' }])[0]?.title).toBe('drones')
  })

  it('says what saving would add and take away', () => {
    const change = changeOf(['orders.view', 'money.view'], ['orders.view', 'orders.ship'], CATALOGUE)
    expect(change.added.map(({ code }) => code)).toEqual(['orders.ship'])
    expect(change.removed.map(({ code }) => code)).toEqual(['money.view'])
  })
})

describe('nobody grants what he lacks', () => {
  const held = ['orders.view', 'orders.ship']

  it('so what he lacks is locked', () => {
    expect(CATALOGUE.filter(({ code }) => isLocked(code, held)).map(({ code }) => code)).toEqual(['money.view'])
  })

  it('so he cannot edit a role that holds more than he does, nor the owner’s', () => {
    expect(canEditRole({ is_owner: false, permissions: ['orders.view'] }, held)).toBe(true)
    expect(canEditRole({ is_owner: false, permissions: ['orders.view', 'money.view'] }, held)).toBe(false)
    expect(canEditRole({ is_owner: true, permissions: ['orders.view'] }, held)).toBe(false)
  })
})
