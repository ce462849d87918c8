import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Phone } from './phone'

let phone: Phone

beforeAll(async () => {
  phone = await Phone.start()
})
afterEach(() => phone.expectClean())
afterAll(() => phone.stop())

describe('forms', () => {
  const open = () => phone.open('pages/form/index')
  const submitted = async (): Promise<Record<string, unknown>> => {
    await phone.$('.submit').tap()
    await phone.expectText('.result', /^\{/)
    return JSON.parse(await phone.$('.result').innerText()) as Record<string, unknown>
  }

  test('submit collects every named field with its value', async () => {
    await open()
    await phone.$('.name input').fill('王小明')
    await phone.$('.note textarea').fill('门口放')
    await phone.$('.tag-a').tap()
    await phone.$('.way-2').tap()
    await phone.$('.agree').tap()

    expect(await submitted()).toEqual({
      name: '王小明',
      note: '门口放',
      custom: '初值',
      tags: ['a', 'b'],
      way: '2',
      agree: true,
      amount: 30,
      choose: 1,
      day: '2026-02-01',
      region: ['上海市', '上海市', '静安区'],
    })
  })

  test('reset puts fields back', async () => {
    await open()
    await phone.$('.name input').fill('别人')
    await phone.$('.tag-b').tap()
    await phone.$('.reset').tap()
    await phone.expectText('.result', '已重置')

    expect(await submitted()).toMatchObject({ name: '', tags: ['b'], way: '1' })
  })

  test('input tells value and cursor, keeps maxlength, and confirms on Enter', async () => {
    await open()
    await phone.$('.name input').pressSequentially('abcdef')
    expect(await phone.ask('getCurrentPages()[0].lastTyped')).toMatchObject({ value: 'abcd', cursor: 4 })

    await phone.$('.name input').press('Enter')

    await phone.expectText('.result', '确认 abcd')
  })

  test('the program can clear what was typed, although its own data did not change', async () => {
    await open()
    await phone.$('.name input').fill('abc')
    await phone.ask(`getCurrentPages()[0].setData({ name: '' })`)

    await expect.poll(() => phone.$('.name input').inputValue()).toBe('')
  })

  test('model: binds both ways', async () => {
    await open()
    await phone.$('.model input').fill('改了')

    await phone.expectText('.echo', '改了')
  })

  test('a disabled button does not tap', async () => {
    await open()
    await phone.$('.off').tap({ force: true })
    await phone.page.waitForTimeout(100)

    expect(await phone.$('.result').innerText()).toBe('')
  })

  test('a picker offers its range and tells the choice', async () => {
    await open()
    await phone.$('.choose').tap()
    expect(await phone.page.locator('.mp-wheel-row').allInnerTexts()).toEqual(['甲', '乙', '丙'])
    await phone.page.locator('.mp-wheel-row', { hasText: '丙' }).tap()
    await phone.page.locator('.mp-picker-confirm').tap()

    await phone.expectText('.choose', '选 2')
  })

  test('a date picker knows the days of the month', async () => {
    await open()
    await phone.$('.day').tap()
    expect(await phone.page.locator('.mp-wheel').nth(2).locator('.mp-wheel-row').count()).toBe(28)
    await phone.page.locator('.mp-wheel').nth(1).locator('.mp-wheel-row', { hasText: /^3月$/ }).tap()
    expect(await phone.page.locator('.mp-wheel').nth(2).locator('.mp-wheel-row').count()).toBe(31)
    await phone.page.locator('.mp-picker-confirm').tap()

    await phone.expectText('.choose', '选 "2026-03-01"')
  })

  test('a region picker tells names', async () => {
    await open()
    await phone.$('.region').tap()
    await phone.page.locator('.mp-wheel').nth(2).locator('.mp-wheel-row', { hasText: '徐汇区' }).tap()
    await phone.page.locator('.mp-picker-confirm').tap()

    await phone.expectText('.choose', '选 ["上海市","上海市","徐汇区"]')
  })
})

describe('other components', () => {
  const open = () => phone.open('pages/kit/index')

  test('a swiper turns when a finger drags it', async () => {
    await open()
    await phone.$('.slides').evaluate((slides) => {
      const touch = (x: number) => new Touch({ identifier: 1, target: slides, clientX: x, clientY: 50 })
      const fire = (type: string, x: number) =>
        slides.dispatchEvent(
          new TouchEvent(type, {
            bubbles: true,
            touches: type === 'touchend' ? [] : [touch(x)],
            changedTouches: [touch(x)],
          }),
        )
      fire('touchstart', 300)
      fire('touchmove', 100)
      fire('touchend', 100)
    })

    await phone.expectText('.slide', '1 touch')
    expect(await phone.$('.mp-dots i').count()).toBe(3)
  })

  test('a scroll view reaches its end and scrolls to an item', async () => {
    await open()
    await phone.ask(`getCurrentPages()[0].setData({ into: 'row-4' })`)
    await expect.poll(() => phone.$('.list').evaluate((list) => list.scrollTop)).toBe(160)

    await phone.$('.list').evaluate((list) => list.scrollTo(0, 9999))

    await phone.expectText('.lower', '1')
  })

  test('an image tells its size when loaded', async () => {
    await open()

    await phone.expectText('.pictures', 'load 8;')
    expect(await phone.$('.ok img').evaluate((picture) => getComputedStyle(picture).objectFit)).toBe('cover')
  })

  test('a canvas is given as a node that draws', async () => {
    await open()
    const pixel =
      await phone.ask(`new Promise((done) => wx.createSelectorQuery().select('#paper').fields({ node: true, size: true }).exec(([{ node, width }]) => {
      const context = node.getContext('2d'); context.fillStyle = '#ff0000'; context.fillRect(0, 0, 9, 9)
      done([width, [...context.getImageData(1, 1, 1, 1).data]])
    }))`)

    expect(pixel).toEqual([60, [255, 0, 0, 255]])
  })

  test('rich text draws known tags only', async () => {
    await open()

    expect(await phone.$('.rich').innerHTML()).toBe('<p style="width:calc(var(--mp-rpx) * 75)">文<b>字</b></p>')
  })

  test('getPhoneNumber gives a code, or the refusal', async () => {
    await open()
    await phone.ask(`__mp.answers.phoneNumber = 'code-1'`)
    await phone.$('.phone').tap()
    await phone.expectText('.phone-code', 'code-1')

    await phone.ask('__mp.answers.phoneNumber = false')
    await phone.$('.phone').tap()
    await phone.expectText('.phone-code', 'getPhoneNumber:fail user deny')
  })

  test('a movable view starts where it is told', async () => {
    await open()

    await expect
      .poll(() => phone.$('.mover').evaluate((mover) => getComputedStyle(mover).transform))
      .toBe('matrix(1, 0, 0, 1, 20, 5)')
  })

  test('a root portal is not clipped by its parents', async () => {
    await open()
    const isOnTop = () =>
      phone.$('.floating').evaluate((box) => {
        const { left, top } = box.getBoundingClientRect()
        return document.elementFromPoint(left + 2, top + 2)?.closest('.floating') === box
      })

    await expect.poll(isOnTop).toBe(true)
  })

  test('catchtouchmove keeps the page still, and a pressed view shows it', async () => {
    await open()
    const outcome = await phone.$('.mask').evaluate((mask) => {
      const touch = (y: number) => new Touch({ identifier: 1, target: mask, clientX: 50, clientY: y })
      const event = (type: string, y: number) =>
        new TouchEvent(type, { bubbles: true, cancelable: true, touches: [touch(y)], changedTouches: [touch(y)] })
      mask.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
      const isPressed = mask.classList.contains('pressed')
      mask.dispatchEvent(event('touchstart', 400))
      const isStill = !mask.dispatchEvent(event('touchmove', 300))
      mask.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
      return { isPressed, isStill, isReleased: !mask.classList.contains('pressed') }
    })

    expect(outcome).toEqual({ isPressed: true, isStill: true, isReleased: true })
  })
})
