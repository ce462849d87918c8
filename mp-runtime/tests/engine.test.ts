import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Phone } from './phone'

let phone: Phone

beforeAll(async () => {
  phone = await Phone.start()
})
beforeEach(() => phone.open())
afterEach(() => phone.expectClean())
afterAll(() => phone.stop())

const style = (selector: string, name: string): Promise<string> =>
  phone
    .$(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name)

describe('templates', () => {
  test('wxs modules compute, with getRegExp and getDate', async () => {
    await phone.expectText('.hero', '¥12.50 a*b 1970')
  })

  test('wx:for, wx:if, template and slots are drawn', async () => {
    expect(await phone.$('.goods').count()).toBe(2)
    expect(await phone.$('.empty').count()).toBe(0)
    await phone.expectText('.count', '2 件')
    await phone.expectText('.row', '首行')
    expect(await phone.$('.badge').allInnerTexts()).toEqual(['0', '1'])
  })

  test('behaviors bring properties and methods, observers derive data', async () => {
    expect(await phone.$('.title').allInnerTexts()).toEqual(['五香豆 12.50', '大白兔 9.90'])
  })

  test('a component of miniprogram_npm and an ES module are found', async () => {
    await phone.expectText('npm-tag wx-text', '新品')
    await phone.expectText('#plain', '好!')
  })
})

describe('styles', () => {
  test('rpx is a 750th of the width, in wxss and in inline styles', async () => {
    expect(await style('.hero', 'width')).toBe('195px')
    expect(await style('.hero', 'height')).toBe('39px')
  })

  test('page and imported wxss apply', async () => {
    expect(await style('wx-page', 'background-color')).toBe('rgb(251, 246, 240)')
    expect(await style('.hero', 'color')).toBe('rgb(9, 8, 7)')
  })

  test('a component keeps its classes to itself, yet takes the app classes it asked for', async () => {
    expect(await style('#plain', 'background-color')).toBe('rgba(0, 0, 0, 0)')
    expect(await style('.card', 'background-color')).toBe('rgb(200, 0, 0)')
    expect(await style('.card', 'color')).toBe('rgb(1, 2, 3)')
  })

  test('a page below does not get the styles of the page above', async () => {
    await phone.$('.row').tap()
    await phone.expectText('.id', '编号 7')
    await phone.ask('__mp.back()')

    expect(await style('#plain', 'background-color')).toBe('rgba(0, 0, 0, 0)')
  })

  test('a fixed bar stays above the home indicator of the phone', async () => {
    await phone.$('.row').tap()
    const box = await phone.$('.fixed').boundingBox()

    expect(box).toMatchObject({ x: 0, width: 390, height: 52 + 34 })
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844)
  })
})

describe('events', () => {
  test('one tap is one tap: the click behind it is no event', async () => {
    await phone.$('.counter').tap()
    await phone.$('.counter').tap()

    await phone.expectText('.counter', '点 2')
  })

  test('event objects are plain, and overwriting stopPropagation does no harm', async () => {
    await phone.$('.counter').tap()

    await expect
      .poll(() => phone.ask('getCurrentPages()[0].event'))
      .toEqual({ own: true, type: 'tap', touches: 1, x: 'number' })
  })

  test('catch stops an event, bind lets it bubble', async () => {
    await phone.$('.inner').tap()

    await phone.expectText('.inner', '里 1 外 0')
  })

  test('handlers that the program put on the instance are called', async () => {
    await phone.$('.instance').tap()

    await phone.expectText('.instance', '实例 1')
  })

  test('a long press is no tap', async () => {
    await phone.$('.long').click({ delay: 450 })
    await phone.expectText('.long', '长 1 短 0')

    await phone.$('.long').click()
    await phone.expectText('.long', '长 1 短 1')
  })

  test('a component event carries its detail and does not open the page below', async () => {
    await phone.$('.plus').first().tap()

    await expect.poll(() => phone.ask('getApp().added')).toEqual({ title: '五香豆' })
    await phone.expectStack('pages/home/index')
  })
})

describe('lifecycle', () => {
  test('app, page and component hear of launch, show and ready in order', async () => {
    await expect
      .poll(() => phone.ask('getApp().log'))
      .toEqual([
        'launch pages/home/index 1001',
        'show',
        'home load {}',
        'home show',
        'card show',
        'card show',
        'home ready',
      ])
  })

  test('leaving WeChat and coming back hides and shows the app', async () => {
    await phone.ask('__mp.hide()')
    await phone.ask('__mp.show()')

    expect((await phone.ask<string[]>('getApp().log')).slice(-2)).toEqual(['hide', 'show'])
  })
})

describe('the page scrolls', () => {
  test('reaching the bottom is told once', async () => {
    const scroll = (top: string) =>
      phone.$('wx-page').evaluate((page, to) => page.parentElement?.scrollTo(0, to === 'end' ? 99_999 : 0), top)
    await scroll('end')
    await phone.expectText('.reached', '到底 1')
    await scroll('end')
    await phone.expectText('.reached', '到底 1')
    await scroll('start')
    await phone.page.waitForTimeout(50)
    await scroll('end')
    await phone.expectText('.reached', '到底 2')
  })

  test('pulling down refreshes until the program says stop', async () => {
    await phone.ask('__mp.pullDown()')

    await phone.expectText('.reached', '刷新 1')
    await expect.poll(() => phone.$('.mp-pull').count()).toBe(1)
    expect(await phone.$('.mp-pull').isVisible()).toBe(false)
  })

  test('a finger that pulls far enough at the top refreshes, a short pull does not', async () => {
    const pull = (distance: number) =>
      phone.$('.hero').evaluate((target, far) => {
        const touch = (y: number) => new Touch({ identifier: 1, target, clientX: 100, clientY: y })
        for (const [type, y] of [
          ['touchstart', 200],
          ['touchmove', 200 + far],
          ['touchend', 200 + far],
        ] as const) {
          target.dispatchEvent(
            new TouchEvent(type, {
              bubbles: true,
              touches: type === 'touchend' ? [] : [touch(y)],
              changedTouches: [touch(y)],
            }),
          )
        }
      }, distance)
    await pull(30)
    await phone.expectText('.reached', '刷新 0')

    await pull(120)

    await phone.expectText('.reached', '刷新 1')
  })
})
