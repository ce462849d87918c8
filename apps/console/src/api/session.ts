/** Who is signed in on this computer: the tokens of one console, shared by its tabs, renewed once for all of them. */
import { reactive, readonly } from 'vue'
import { offline, refusalOf } from './refusal'

export interface Tokens {
  access_token: string
  refresh_token: string
}

interface SessionState {
  isSignedIn: boolean
  /** The session has ended under an open page: the sign-in dialog lies over it, so that nothing typed is lost. */
  isAsking: boolean
}

export interface Session {
  readonly state: Readonly<SessionState>
  accessToken(): string | null
  signIn(tokens: Tokens): void
  signOut(): void
  /** Replace a token that the server no longer takes; asks the person when it cannot be renewed silently. Rejects when he gives up. */
  renew(staleToken: string | null): Promise<void>
  /** The person closes the sign-in dialog without signing in. */
  giveUp(): void
}

function isTokens(value: unknown): value is Tokens {
  return typeof value === 'object' && value !== null && 'access_token' in value && 'refresh_token' in value
}

function readTokens(key: string): Tokens | null {
  const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
  return isTokens(stored) ? stored : null
}

async function askRenewal(url: string, refreshToken: string): Promise<Tokens | null> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh_token: refreshToken }),
  }).catch(() => {
    throw offline()
  })
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && isTokens(body)) return body
  if (response.status >= 500) throw refusalOf(response.status, body)
  return null
}

/** The session of one console. `name` separates the merchant's tokens from the operator's; `renewalUrl` renews them. */
export function createSession(name: string, renewalUrl: string): Session {
  const key = `lilong.${name}.session`
  const state = reactive<SessionState>({ isSignedIn: readTokens(key) !== null, isAsking: false })
  let waiting: { resolve: () => void; reject: (reason: Error) => void }[] = []

  function settle(error?: Error): void {
    const woken = waiting
    waiting = []
    state.isAsking = false
    for (const one of woken) error ? one.reject(error) : one.resolve()
  }

  function signIn(tokens: Tokens): void {
    localStorage.setItem(key, JSON.stringify({ access_token: tokens.access_token, refresh_token: tokens.refresh_token }))
    state.isSignedIn = true
    settle()
  }

  function signOut(): void {
    localStorage.removeItem(key)
    state.isSignedIn = false
    settle(refusalOf(401, null))
  }

  function askPerson(): Promise<void> {
    state.isAsking = true
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  }

  /** Under the lock only one tab renews; the others find its new token and go on. */
  async function renewSilently(staleToken: string | null): Promise<boolean> {
    const tokens = readTokens(key)
    if (!tokens) return false
    if (tokens.access_token !== staleToken) return true
    const renewed = await askRenewal(renewalUrl, tokens.refresh_token)
    if (renewed) signIn(renewed)
    return renewed !== null
  }

  async function renew(staleToken: string | null): Promise<void> {
    const isRenewed = await navigator.locks.request(key, () => renewSilently(staleToken))
    if (!isRenewed) await askPerson()
  }

  return {
    state: readonly(state),
    accessToken: () => readTokens(key)?.access_token ?? null,
    signIn,
    signOut,
    renew,
    giveUp: () => signOut(),
  }
}
