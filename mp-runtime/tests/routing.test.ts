import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Phone } from './phone'

const HOME = 'pages/home/index'
const FORM = 'pages/form/index'
const DETAIL = 'sub/detail/index'

let phone: Phone

beforeAll(async () => {
  phone = await Phone.start()
})
beforeEach(() => phone.open())
afterAll(() => phone.stop())

test('navigateTo opens a page of a sub-package; values of the query stay encoded', async () => {
  await phone.$('.row').tap()

  await phone.expectText('.id', '编号 7 %E8%B1%86 2')
  await phone.expectStack(HOME, DETAIL)
  await phone.expectClean()
})

test('the code of a sub-package does not exist before one of its pages opens', async () => {
  await phone.ask(`__mpDefine('early', (require) => require('sub/detail/index'))`)

  expect(await phone.wx('navigateTo', { url: '/sub/detail/index?id=1' })).toMatchObject({ errMsg: 'navigateTo:ok' })
})

test('the eleventh page is refused', async () => {
  await phone.wx('navigateTo', { url: `/${DETAIL}?id=1` })
  for (let depth = 3; depth <= 10; depth += 1) await phone.wx('navigateTo', { url: './index?id=2' })

  expect(await phone.wx('navigateTo', { url: './index?id=3' })).toEqual({
    errMsg: 'navigateTo:fail webview count limit exceed',
  })
  expect(await phone.ask('__mp.stack().length')).toBe(10)
  expect(await phone.ask('__mpErrors')).toEqual(['navigateTo:fail webview count limit exceed'])
})

test('tab pages open by switchTab only, others never', async () => {
  expect(await phone.wx('navigateTo', { url: `/${FORM}` })).toEqual({
    errMsg: 'navigateTo:fail can not navigateTo a tabbar page',
  })
  expect(await phone.wx('redirectTo', { url: `/${FORM}` })).toEqual({
    errMsg: 'redirectTo:fail can not redirectTo a tabbar page',
  })
  expect(await phone.wx('switchTab', { url: `/${DETAIL}` })).toEqual({
    errMsg: 'switchTab:fail can not switch to no-tabBar page',
  })
  expect(await phone.wx('navigateTo', { url: '/pages/none/index' })).toEqual({
    errMsg: 'navigateTo:fail page "pages/none/index" is not found',
  })
  expect(await phone.ask('__mpErrors.length')).toBe(4)
})

test('switching tabs keeps tab pages alive and closes the others', async () => {
  await phone.$('.counter').tap()
  await phone.$('.row').tap()
  await phone.$('.home').tap()
  await phone.expectStack(FORM)

  await phone.page.locator('[data-tab="pages/home/index"]').tap()

  await phone.expectStack(HOME)
  await phone.expectText('.counter', '点 1')
  expect(await phone.ask<string[]>('getApp().log')).toContain('tab 0')
  await phone.expectClean()
})

test('redirectTo replaces, navigateBack goes down to the first page, reLaunch starts anew', async () => {
  await phone.wx('navigateTo', { url: `/${DETAIL}?id=1` })
  await phone.wx('redirectTo', { url: `/${DETAIL}?id=5` })
  await phone.expectText('.id', '编号 5')
  await phone.expectStack(HOME, DETAIL)

  await phone.wx('navigateBack', { delta: 9 })
  await phone.expectStack(HOME)

  await phone.wx('reLaunch', { url: `/${DETAIL}?id=6` })
  await phone.expectStack(DETAIL)
})

test('the opened page and its opener talk through a channel', async () => {
  const heard = phone.page.evaluate(
    () =>
      new Promise((resolve) => {
        const wx = window.wx as unknown as { navigateTo(options: object): void }
        wx.navigateTo({ url: '/sub/detail/index?id=1', events: { chosen: resolve } })
      }),
  )
  await phone.expectStack(HOME, DETAIL)
  await phone.ask(`getCurrentPages()[1].getOpenerEventChannel().emit('chosen', 42)`)

  expect(await heard).toBe(42)
})

describe('bars', () => {
  test('the navigation bar shows the title, a way back, and makes room for custom pages', async () => {
    const bar = phone.page.locator('#mp-navbar')
    expect(await bar.locator('.mp-title').innerText()).toBe('样例')
    await phone.wx('navigateTo', { url: '/pages/kit/index' })
    expect(await bar.locator('.mp-title').innerText()).toBe('组件')
    await phone.wx('setNavigationBarTitle', { title: '换了' })
    expect(await bar.locator('.mp-title').innerText()).toBe('换了')

    await bar.locator('.mp-back').tap()
    await phone.expectStack(HOME)

    await phone.wx('navigateTo', { url: `/${DETAIL}?id=1` })
    expect(await bar.locator('.mp-title').isVisible()).toBe(false)
    expect(await phone.page.locator('#mp-pages').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
  })

  test('badges, red dots and texts of tabs can be changed on tab pages', async () => {
    const second = phone.page.locator('.mp-tab').nth(1)
    await phone.wx('setTabBarBadge', { index: 1, text: '12' })
    expect(await second.locator('.mp-badge').innerText()).toBe('12')
    await phone.wx('showTabBarRedDot', { index: 1 })
    expect(await second.locator('.mp-badge').count()).toBe(0)
    expect(await second.locator('.mp-red-dot').count()).toBe(1)
    await phone.wx('hideTabBar')
    expect(await phone.page.locator('#mp-tabbar').isVisible()).toBe(false)

    await phone.wx('navigateTo', { url: `/${DETAIL}?id=1` })
    expect(await phone.wx('setTabBarBadge', { index: 1, text: '1' })).toEqual({
      errMsg: 'setTabBarBadge:fail not TabBar page',
    })
  })
})

describe('starting', () => {
  test('a launch with path and query opens that page, and the program learns both', async () => {
    await phone.open(`${DETAIL}?id=9`)

    await phone.expectText('.id', '编号 9')
    expect(await phone.ask('wx.getLaunchOptionsSync()')).toMatchObject({
      path: DETAIL,
      query: { id: '9' },
      scene: 1001,
    })
  })

  test('a restart forgets pages and keeps storage', async () => {
    await phone.ask(`wx.setStorageSync('cart', [{ sku: 1 }])`)
    await phone.$('.row').tap()
    await phone.expectStack(HOME, DETAIL)

    await phone.ask('__mp.restart()')
    await phone.page.waitForFunction('document.readyState === "complete" && window.__mp?.isRunning === true')

    await phone.expectStack(HOME)
    expect(await phone.ask(`wx.getStorageSync('cart')`)).toEqual([{ sku: 1 }])
    expect(await phone.ask('__mp.storage()')).toEqual({ cart: [{ sku: 1 }] })
  })

  test('a killed program is gone until it is launched', async () => {
    await phone.ask('__mp.kill()')
    expect(await phone.ask('[__mp.isRunning, __mp.stack()]')).toEqual([false, []])

    await phone.ask(`__mp.launch({ path: '${DETAIL}?id=3', scene: 1047 })`)
    await phone.page.waitForFunction('window.__mp?.isRunning === true')

    await phone.expectStack(DETAIL)
    expect(await phone.ask('wx.getLaunchOptionsSync().scene')).toBe(1047)
  })
})
