import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionFetch } from '@/api/http'
import { createSession, type Session } from '@/api/session'

const TOKENS = { access_token: 'stale', refresh_token: 'refresh' }
let sent: Request[] = []
let session: Session

/** A server that takes only the fresh token; `canRenew` says whether the refresh token still lives. */
function server({ canRenew, answer = 200 }: { canRenew: boolean; answer?: number }): void {
  vi.stubGlobal('fetch', async (input: Request | string) => {
    if (typeof input === 'string') return canRenew ? json(200, { access_token: 'fresh', refresh_token: 'next' }) : json(401, problem('session_expired'))
    sent.push(input)
    return input.headers.get('Authorization') === 'Bearer fresh' ? json(answer, { ok: true }) : json(401, problem('session_expired'))
  })
}

const problem = (code: string) => ({ code, message: '登录已过期，请重新登录', facts: {}, request_id: 'r' })
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

function post(): Request {
  return new Request('http://api/api/v1/merchant/1/orders/2/shipments', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"tracking_number":"SF1"}',
  })
}

beforeEach(() => {
  const kept = new Map<string, string>()
  sent = []
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('navigator', { locks: { request: (_: string, act: () => unknown) => act() } })
  session = createSession('test', '/renewal')
  session.signIn(TOKENS)
})

describe('a session that has run out', () => {
  it('is renewed and the request repeated with its body and its key', async () => {
    server({ canRenew: true })
    const answer = await sessionFetch(session)(post())
    expect(answer.status).toBe(200)
    expect(await Promise.all(sent.map((request) => request.text()))).toEqual(['{"tracking_number":"SF1"}', '{"tracking_number":"SF1"}'])
    expect(new Set(sent.map((request) => request.headers.get('Idempotency-Key'))).size).toBe(1)
    expect(session.accessToken()).toBe('fresh')
  })

  it('asks the person when it cannot be renewed, and goes on once he has signed in', async () => {
    server({ canRenew: false })
    const waiting = sessionFetch(session)(post())
    await vi.waitFor(() => expect(session.state.isAsking).toBe(true))
    session.signIn({ access_token: 'fresh', refresh_token: 'new' })
    expect((await waiting).status).toBe(200)
    expect(session.state.isAsking).toBe(false)
  })

  it('gives the request up when the person leaves', async () => {
    server({ canRenew: false })
    const waiting = sessionFetch(session)(post())
    await vi.waitFor(() => expect(session.state.isAsking).toBe(true))
    session.giveUp()
    await expect(waiting).rejects.toMatchObject({ status: 401 })
    expect(session.accessToken()).toBeNull()
  })

  it('is not asked for twice by two requests at once', async () => {
    server({ canRenew: false })
    const both = [sessionFetch(session)(post()), sessionFetch(session)(post())]
    await vi.waitFor(() => expect(sent).toHaveLength(2))
    await vi.waitFor(() => expect(session.state.isAsking).toBe(true))
    session.signIn({ access_token: 'fresh', refresh_token: 'new' })
    expect((await Promise.all(both)).map((answer) => answer.status)).toEqual([200, 200])
  })
})

describe('an act whose answer was lost', () => {
  beforeEach(() => session.signIn({ access_token: 'fresh', refresh_token: 'r' }))
  const keyOf = (index: number) => sent[index]?.headers.get('Idempotency-Key')

  it('keeps its key when the button is pressed again', async () => {
    server({ canRenew: true, answer: 503 })
    await sessionFetch(session)(post())
    server({ canRenew: true })
    await sessionFetch(session)(post())
    expect(keyOf(0)).toBe(keyOf(1))
  })

  it('once answered is over: the next one has a key of its own', async () => {
    server({ canRenew: true })
    await sessionFetch(session)(post())
    await sessionFetch(session)(post())
    expect(keyOf(0)).not.toBe(keyOf(1))
  })
})
