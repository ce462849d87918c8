import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Phone } from './phone'

let phone: Phone

beforeAll(async () => {
  phone = await Phone.start()
})
beforeEach(() => phone.open())
afterAll(() => phone.stop())

const echo = (options: Record<string, unknown> = {}) =>
  phone.wx('request', { url: `${phone.address}/api/echo`, ...options })

describe('requests', () => {
  test('GET puts data into the query, POST sends JSON, forms are encoded', async () => {
    expect(await echo({ data: { q: '茶', page: 2 } })).toMatchObject({
      statusCode: 200,
      data: { method: 'GET', query: { q: '茶', page: '2' } },
    })
    expect(await echo({ method: 'POST', data: { a: 1 } })).toMatchObject({
      data: { type: 'application/json', body: '{"a":1}' },
    })
    const header = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(await echo({ method: 'POST', data: { a: 1, b: '二' }, header })).toMatchObject({
      data: { body: 'a=1&b=%E4%BA%8C' },
    })
  })

  test('an error status is a success with that status, as in WeChat', async () => {
    expect(await phone.wx('request', { url: `${phone.address}/api/echo?status=422` })).toMatchObject({
      statusCode: 422,
      errMsg: 'request:ok',
    })
  })

  test('without callbacks the call is a promise', async () => {
    expect(
      await phone.ask(`wx.request({ url: '${phone.address}/api/echo' }).then((answer) => answer.statusCode)`),
    ).toBe(200)
  })

  test('a request can time out and be aborted', async () => {
    expect(await phone.wx('request', { url: `${phone.address}/api/slow`, timeout: 50 })).toEqual({
      errMsg: 'request:fail timeout',
    })
    const aborted = await phone.ask(
      `new Promise((fail) => wx.request({ url: '${phone.address}/api/slow', fail }).abort())`,
    )
    expect(aborted).toEqual({ errMsg: 'request:fail abort' })
  })

  test('offline, requests fail and the program is told', async () => {
    await phone.ask('wx.onNetworkStatusChange((status) => (window.seen = status))')
    await phone.ask(`__mp.setNetwork('none')`)

    expect(await phone.ask('seen')).toEqual({ isConnected: false, networkType: 'none' })
    expect(await echo()).toEqual({ errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED', errno: 600003 })
    await phone.ask(`__mp.setNetwork('4g')`)
    expect(await echo()).toMatchObject({ statusCode: 200 })
    expect(await phone.wx('getNetworkType')).toMatchObject({ networkType: '4g' })
  })

  test('chosen files are uploaded, downloaded files can be read', async () => {
    await phone.ask(`__mp.answers.media = [{ base64: btoa('picture'), name: 'a.png' }]`)
    const chosen = await phone.wx('chooseMedia', { count: 1 })
    const [file] = chosen.tempFiles as { tempFilePath: string }[]
    const sent = await phone.wx('uploadFile', {
      url: `${phone.address}/api/echo`,
      filePath: file?.tempFilePath,
      name: 'file',
      formData: { kind: 'face' },
    })
    expect(sent.statusCode).toBe(200)
    expect(sent.data).toContain('picture')
    expect(sent.data).toContain('face')

    const loaded = await phone.wx('downloadFile', { url: `${phone.address}/icons/home.png` })
    expect(loaded).toMatchObject({
      statusCode: 200,
      tempFilePath: expect.stringMatching(/^wxfile:\/\/.*\.png$/) as string,
    })
    const read = await phone.ask<string>(
      `new Promise((done) => wx.getFileSystemManager().readFile({ filePath: '${String(loaded.tempFilePath)}', encoding: 'base64', success: ({ data }) => done(data) }))`,
    )
    expect(read).toMatch(/^iVBORw0KGgo/)
  })

  test('every request is kept for tests to count', async () => {
    await echo()
    await phone.ask('__mp.idle()')

    expect(await phone.ask('__mp.traffic()')).toMatchObject([
      { method: 'GET', url: `${phone.address}/api/echo`, status: 200 },
    ])
  })
})

describe('overlays', () => {
  test('a modal shows its texts and tells which button', async () => {
    const answer = phone.wx('showModal', { title: '删除', content: '确定删除这件商品？', confirmText: '删除' })
    const modal = phone.page.locator('#mp-modal')
    expect(await modal.innerText()).toContain('确定删除这件商品？')
    await modal.locator('.mp-confirm').tap()

    expect(await answer).toMatchObject({ confirm: true, cancel: false })
    expect(await modal.count()).toBe(0)
  })

  test('a button text of five characters is refused, as on a phone', async () => {
    expect((await phone.wx('showModal', { confirmText: '一二三四五' })).errMsg).toMatch(/^showModal:fail/)
    expect(await phone.ask('__mpErrors.length')).toBe(1)
  })

  test('an action sheet answers with the index, or fails when cancelled', async () => {
    const chosen = phone.wx('showActionSheet', { itemList: ['微信', '支付宝'] })
    await phone.page.locator('.mp-sheet-item').nth(1).tap()
    expect(await chosen).toMatchObject({ tapIndex: 1 })

    const cancelled = phone.wx('showActionSheet', { itemList: ['微信'] })
    await phone.page.locator('.mp-sheet-cancel').tap()
    expect(await cancelled).toEqual({ errMsg: 'showActionSheet:fail cancel' })
  })

  test('toast and loading show in one place and go', async () => {
    const toast = phone.page.locator('#mp-toast')
    await phone.wx('showLoading', { title: '加载中', mask: true })
    expect(await toast.innerText()).toContain('加载中')
    await phone.wx('showToast', { title: '好了', duration: 100 })
    expect(await toast.innerText()).toContain('好了')
    await toast.waitFor({ state: 'hidden' })
  })

  test('pictures are previewed and closed by a tap', async () => {
    await phone.wx('previewImage', { urls: ['/icons/home.png', '/icons/home.png'], current: 1 })
    expect(await phone.page.locator('.mp-preview-counter').innerText()).toBe('2/2')

    await phone.page.locator('#mp-preview img').tap()

    expect(await phone.page.locator('#mp-preview').count()).toBe(0)
  })
})

describe('WeChat and the owner of the phone', () => {
  const sheet = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA', paySign: 's' }

  test('login gives a code, the answered one when there is one', async () => {
    expect((await phone.wx('login')).code).toMatch(/^mp-runtime-login-/)
    await phone.ask(`__mp.answers.login = 'my-code'`)
    expect(await phone.wx('login')).toEqual({ code: 'my-code', errMsg: 'login:ok' })
    await phone.ask('__mp.answers.login = false')
    expect(await phone.wx('login')).toEqual({ errMsg: 'login:fail system error' })
  })

  test('payment succeeds, is cancelled or fails as answered', async () => {
    for (const [answer, errMsg] of [
      ['success', 'requestPayment:ok'],
      ['cancel', 'requestPayment:fail cancel'],
      ['fail', 'requestPayment:fail system error'],
    ]) {
      await phone.ask(`__mp.answers.payment = '${String(answer)}'`)
      expect(await phone.wx('requestPayment', sheet)).toEqual({ errMsg })
    }
  })

  test('without an answer a payment sheet waits for a finger', async () => {
    const paid = phone.wx('requestPayment', sheet)
    await phone.page.locator('.mp-payment-confirm').tap()
    expect(await paid).toEqual({ errMsg: 'requestPayment:ok' })

    const left = phone.wx('requestPayment', sheet)
    await phone.page.locator('.mp-payment-cancel').tap()
    expect(await left).toEqual({ errMsg: 'requestPayment:fail cancel' })
  })

  test('a payment without a signature is a mistake of the program', async () => {
    expect(await phone.wx('requestPayment', { ...sheet, paySign: '' })).toMatchObject({
      errMsg: expect.stringContaining('paySign') as string,
    })
    expect(await phone.ask('__mpErrors.length')).toBe(1)
  })

  test('subscription questions are answered per template', async () => {
    expect(await phone.wx('requestSubscribeMessage', { tmplIds: ['a'] })).toMatchObject({ a: 'accept' })
    await phone.ask(`__mp.answers.subscribe = { a: 'accept', b: 'ban' }`)
    expect(await phone.wx('requestSubscribeMessage', { tmplIds: ['a', 'b', 'c'] })).toMatchObject({
      a: 'accept',
      b: 'ban',
      c: 'reject',
    })
  })

  test('sharing asks the page, from the menu and from a button', async () => {
    expect(await phone.ask('__mp.share()')).toMatchObject({ title: '分享 menu', path: '/sub/detail/index?id=1' })
    await phone.wx('navigateTo', { url: '/sub/detail/index?id=1' })
    await phone.$('.share').tap()
    await expect.poll(() => phone.ask('__mp.lastShare()')).toMatchObject({ title: '好货', path: 'sub/detail/index' })
  })

  test('a simulator gives codes and takes payments as the owner of the phone', async () => {
    await phone.open('', { simulator: phone.address, answers: { payment: 'success' } })

    expect(await phone.wx('login')).toMatchObject({ code: 'code-of-7' })
    expect(await phone.wx('requestPayment', { ...sheet, paySign: 'good' })).toEqual({ errMsg: 'requestPayment:ok' })
    expect(await phone.wx('requestPayment', { ...sheet, paySign: 'bad' })).toEqual({
      errMsg: 'requestPayment:fail 签名失败',
    })
    await phone.ask(`__mp.answers.payment = 'cancel'`)
    expect(await phone.wx('requestPayment', { ...sheet, paySign: 'good' })).toEqual({
      errMsg: 'requestPayment:fail cancel',
    })
  })

  test('answers can be given before the start', async () => {
    await phone.open('', { answers: { login: 'early' }, network: 'none' })

    expect(await phone.wx('login')).toMatchObject({ code: 'early' })
    expect(await phone.ask('__mp.network()')).toBe('none')
  })
})

describe('phone and program', () => {
  test('storage keeps any JSON value and tells what it holds', async () => {
    await phone.wx('setStorage', { key: 'a', data: { deep: [1, null, '二'] } })

    expect(await phone.wx('getStorage', { key: 'a' })).toMatchObject({ data: { deep: [1, null, '二'] } })
    expect(await phone.wx('getStorage', { key: 'none' })).toEqual({ errMsg: 'getStorage:fail data not found' })
    expect(await phone.ask(`wx.getStorageSync('none')`)).toBe('')
    expect(await phone.ask('wx.getStorageInfoSync().keys')).toEqual(['a'])
  })

  test('sizes of window, safe area and capsule fit together', async () => {
    const info = await phone.ask<Record<string, number>>('wx.getWindowInfo()')
    expect(info).toMatchObject({
      screenWidth: 390,
      screenHeight: 844,
      statusBarHeight: 47,
      windowHeight: 844 - 91 - 84,
    })
    expect(await phone.ask('wx.getMenuButtonBoundingClientRect()')).toEqual({
      top: 53,
      bottom: 85,
      left: 296,
      right: 383,
      width: 87,
      height: 32,
    })
  })

  test('selector queries measure in the coordinates of the page', async () => {
    const measured = await phone.ask<Record<string, number>[]>(
      `new Promise((done) => wx.createSelectorQuery().select('.hero').boundingClientRect().selectViewport().scrollOffset().exec(done))`,
    )

    expect(measured[0]).toMatchObject({ left: 0, top: 0, width: 195, height: 39 })
    expect(measured[1]).toMatchObject({ scrollTop: 0 })
  })

  test('an intersection observer tells when something comes into view', async () => {
    await phone.ask(
      `wx.createIntersectionObserver().relativeToViewport().observe('.reached', (result) => (window.ratio = result.intersectionRatio))`,
    )
    await phone.page.waitForTimeout(100)
    expect(await phone.ask('window.ratio ?? null')).toBe(null)

    await phone.$('.reached').scrollIntoViewIfNeeded()

    await expect.poll(() => phone.ask('window.ratio')).toBeGreaterThan(0)
  })

  test('clipboard, base64 and canIUse work', async () => {
    await phone.wx('setClipboardData', { data: '订单号' })
    expect(await phone.ask('__mp.clipboard()')).toBe('订单号')
    expect(await phone.ask(`wx.arrayBufferToBase64(wx.base64ToArrayBuffer('aGk='))`)).toBe('aGk=')
    expect(
      await phone.ask(`[wx.canIUse('request'), wx.canIUse('button.open-type.share'), wx.canIUse('getHCEState')]`),
    ).toEqual([true, true, false])
  })
})

describe('mistakes do not pass silently', () => {
  test('a wx function that is not supported', async () => {
    expect(await phone.wx('startHCE')).toEqual({ errMsg: 'startHCE:fail not supported' })
    expect(await phone.ask('__mpErrors')).toEqual(['wx.startHCE is not supported by mp-runtime'])
  })

  test('setData above 256 kB', async () => {
    await phone.ask(`getCurrentPages()[0].setData({ big: 'x'.repeat(262144) })`)

    expect(await phone.ask<string[]>('__mpErrors')).toEqual([
      expect.stringMatching(/^setData of 2621\d\d B in pages\/home\/index/),
    ])
  })

  test('an exception in a handler', async () => {
    await phone.ask(`getCurrentPages()[0].e0 = () => { throw new Error('boom') }`)
    await phone.$('.instance').tap()

    await expect.poll(() => phone.ask<string[]>('__mpErrors')).toEqual([expect.stringContaining('boom')])
    expect(await phone.ask('getApp().heard')).toContain('boom')
  })

  test('a relative address of a request', async () => {
    expect(await phone.wx('request', { url: '/api/echo' })).toEqual({ errMsg: 'request:fail invalid url "/api/echo"' })
    expect(await phone.ask('__mpErrors.length')).toBe(1)
  })

  test('a picture that is not in the package', async () => {
    await phone.wx('navigateTo', { url: '/pages/kit/index' })
    await phone.ask(`getCurrentPages()[1].setData({ badPicture: '/icons/none.png' })`)

    await phone.expectText('.pictures', 'error;')
    expect(await phone.ask('__mpErrors')).toEqual(['<image> file is not in the package: /icons/none.png'])
  })
})
