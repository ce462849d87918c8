import { beforeEach, describe, expect, test, vi } from 'vitest'
import { problem, serve, type Reply } from './server'
import { forgetEverything } from './uni'

vi.mock('@/platform', () => ({
  platform: { signInWay: 'silently', apiOrigin: () => '', signInCode: async () => 'fresh-code', takeReturnedCode: () => null },
}))

const session = (token: string): Reply => ({
  data: { access_token: token, refresh_token: `${token}-refresh`, expires_at: '2026-11-25T00:00:00Z', buyer: { id: 1, nickname: '顾小满', avatar: null, phone_masked: null } },
})

async function freshModules() {
  vi.resetModules()
  return { client: await import('@/api/client'), session: await import('@/api/session') }
}

describe('what a buyer does', () => {
  beforeEach(forgetEverything)

  test('browsing sends no session and asks for none', async () => {
    const log = serve(() => ({ data: { items: [] } }))
    const { client } = await freshModules()

    await client.browse('/products', { q: '椅子', cursor: null, sku_id: [1, 2] })

    expect(log).toEqual([expect.objectContaining({ path: `/products?q=${encodeURIComponent('椅子')}&sku_id=1&sku_id=2`, token: null })])
  })

  test('the first personal act signs in silently, once for several at the same time', async () => {
    const log = serve(({ path }) => (path === '/sessions/wechat' ? session('t1') : { data: {} }))
    const { client } = await freshModules()

    await Promise.all([client.own({ method: 'GET', path: '/cart' }), client.own({ method: 'GET', path: '/orders/counts' })])

    expect(log.map(({ path, token }) => [path, token])).toEqual([
      ['/sessions/wechat', null],
      ['/cart', 't1'],
      ['/orders/counts', 't1'],
    ])
  })

  test('an expired session is renewed and the act repeated with its key', async () => {
    let valid = 't1'
    const log = serve(({ path, token }) => {
      if (path === '/sessions/wechat') return session('t1')
      if (path === '/sessions/renewal') return session((valid = 't2'))
      return token === valid ? { data: 'done' } : problem(401, 'session_expired')
    })
    const { client } = await freshModules()
    await client.own({ method: 'GET', path: '/cart' })
    valid = 'nobody'

    const answer = await client.own({ method: 'POST', path: '/trades', body: {}, idempotencyKey: 'k1' })

    expect(answer).toBe('done')
    expect(log.slice(2).map(({ path, key }) => [path, key])).toEqual([
      ['/trades', 'k1'],
      ['/sessions/renewal', null],
      ['/trades', 'k1'],
    ])
  })

  test('a refused renewal leads to a new sign-in, a lost one does not', async () => {
    let renewal: Reply | 'lost' = 'lost'
    let valid = 't1'
    const log = serve(({ path, token }) => {
      if (path === '/sessions/wechat') return session(valid)
      if (path === '/sessions/renewal') return renewal
      return token === valid ? { data: 'done' } : problem(401, 'session_expired')
    })
    const { client, session: sessions } = await freshModules()
    await client.own({ method: 'GET', path: '/cart' })
    valid = 't3'

    await expect(client.own({ method: 'GET', path: '/cart' })).rejects.toThrow('request:fail')
    expect(sessions.isSignedIn.value).toBe(true)

    renewal = problem(401, 'session_expired')
    await expect(client.own({ method: 'GET', path: '/cart' })).resolves.toBe('done')
    expect(log.map(({ path }) => path).slice(-4)).toEqual(['/cart', '/sessions/renewal', '/sessions/wechat', '/cart'])
  })

  test('a session outlives the program and ends with signing out, also without a network', async () => {
    serve(({ path }) => (path === '/sessions/wechat' ? session('t1') : 'lost'))
    const first = await freshModules()
    await first.session.signInWithCode('code')

    const second = await freshModules()
    expect(second.session.accessToken()).toBe('t1')
    await second.session.signOut()

    const third = await freshModules()
    expect(third.session.accessToken()).toBeNull()
  })
})
