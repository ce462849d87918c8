import { beforeEach, describe, expect, test, vi } from 'vitest'
import { browser } from '@/platform/browser'

const assign = vi.fn()

/** The settings say where the simulator is; the browser then leaves for it. */
async function leaveForSignIn(): Promise<URL> {
  vi.stubGlobal('fetch', async () => ({ json: async () => ({ simulator_url: 'http://sim', app_id: 'wx1' }) }))
  void browser.signInCode()
  await vi.waitFor(() => expect(assign).toHaveBeenCalled())
  return new URL(assign.mock.calls[0]?.[0])
}

function comeBack(query: string): void {
  history.replaceState(null, '', `http://localhost:3000/${query}`)
}

beforeEach(() => {
  assign.mockReset()
  sessionStorage.clear()
  comeBack('#/pages/cart/cart')
  vi.spyOn(location, 'assign').mockImplementation(assign)
})

describe('signing in by a visit', () => {
  test('it comes back to the page that was left, with the code taken out of the address', async () => {
    const left = await leaveForSignIn()
    expect(left.origin + left.pathname).toBe('http://sim/phone/login')
    expect(left.searchParams.get('redirect_uri')).toBe('http://localhost:3000/')

    comeBack(`?code=c1&state=${left.searchParams.get('state')}`)
    expect(browser.takeReturnedCode()).toBe('c1')
    expect(location.href).toBe('http://localhost:3000/#/pages/cart/cart')
    expect(browser.takeReturnedCode()).toBeNull()
  })

  test('a code with another state was planted by somebody else and is not used', async () => {
    await leaveForSignIn()
    comeBack('?code=c1&state=planted')
    expect(browser.takeReturnedCode()).toBeNull()
  })

  test('without a simulator it says where signing in works', async () => {
    vi.stubGlobal('fetch', async () => ({ json: async () => ({ simulator_url: null, app_id: 'wx1' }) }))
    await expect(browser.signInCode()).rejects.toThrow('请在微信中打开里弄小程序')
  })
})

test('the word of the payment sheet is read once and leaves the address', () => {
  comeBack('?result=cancel#/pages/checkout/result?trade_id=1')
  expect([browser.takeReturnedPayment(), browser.takeReturnedPayment()]).toEqual(['cancelled', null])
  expect(location.href).toBe('http://localhost:3000/#/pages/checkout/result?trade_id=1')
})
