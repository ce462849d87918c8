import type { Session } from '@lilong/shared'
import { computed, shallowRef } from 'vue'
import { platform } from '@/platform'
import { openAnswer } from './answers'
import { Refusal } from './failures'
import { send } from './transport'

/** Who is signed in on this phone. Browsing needs nobody; the first personal act signs in. */
const STORED = 'lilong.session'

const session = shallowRef<Session | null>(uni.getStorageSync(STORED) || null)

export const isSignedIn = computed(() => session.value !== null)

export const buyer = computed(() => session.value?.buyer ?? null)

export function accessToken(): string | null {
  return session.value?.access_token ?? null
}

function keep(fresh: Session | null): void {
  session.value = fresh
  if (fresh) uni.setStorageSync(STORED, fresh)
  else uni.removeStorageSync(STORED)
}

/** Change what is shown of the buyer after he edited himself. */
export function keepBuyer(changed: Session['buyer']): void {
  if (session.value) keep({ ...session.value, buyer: changed })
}

async function exchange(path: string, body: object): Promise<void> {
  keep(openAnswer<Session>(await send({ method: 'POST', path, body }, null)))
}

/** Trade a code of the platform's sign-in for a session. */
export function signInWithCode(code: string): Promise<void> {
  return exchange('/sessions/wechat', { code })
}

async function signInAnew(): Promise<void> {
  keep(null)
  await signInWithCode(await platform.signInCode())
}

async function renew(refreshToken: string): Promise<void> {
  try {
    await exchange('/sessions/renewal', { refresh_token: refreshToken })
  } catch (error) {
    // A refused refresh token is the end of that session; a lost network is not.
    if (!(error instanceof Refusal)) throw error
    await signInAnew()
  }
}

const underWay = shallowRef<Promise<void> | null>(null)

/** Somebody is known here, or will be without being asked: personal pages load instead of inviting to sign in. */
export const isKnown = computed(() => session.value !== null || underWay.value !== null || platform.signInWay === 'silently')

function share(attempt: Promise<void>): Promise<void> {
  underWay.value = attempt.finally(() => {
    underWay.value = null
  })
  return underWay.value
}

/** Get a session that works: renew the one there is, else sign in. Many callers at once share one attempt. */
export function regainSession(): Promise<void> {
  return underWay.value ?? share(session.value ? renew(session.value.refresh_token) : signInAnew())
}

/** At the start of the program: finish a sign-in by visit that has just come back. A code that is refused leaves a guest. */
export function resumeVisit(): void {
  const code = platform.takeReturnedCode()
  if (code) share(signInWithCode(code)).catch(() => undefined)
}

/** What else has to be forgotten when somebody signs out. */
export const signOutHooks = new Set<() => void>()

/** Leave this phone; the server forgets the session too, if it can be told. */
export async function signOut(): Promise<void> {
  const token = accessToken()
  keep(null)
  signOutHooks.forEach((forget) => forget())
  await send({ method: 'DELETE', path: '/sessions/current' }, token).catch(() => undefined)
}
