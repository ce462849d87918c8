/** A staff member's own account, bound to the merchants' branch of the API. */
import type { Account } from '@/account/account'
import { answer } from '@/api/http'
import { api, session } from '../api'
import { forgetMe, loadMe, me } from './me'

export const account: Account = {
  session,
  async signIn(credentials) {
    session.signIn(await answer(api.POST('/api/v1/merchant/sessions', { body: credentials })))
    await loadMe()
  },
  async signOut() {
    await answer(api.DELETE('/api/v1/merchant/sessions/current')).finally(forgetMe)
  },
  hasTotp: () => me.value?.has_totp ?? false,
  startTotp: () => answer(api.POST('/api/v1/merchant/me/totp')),
  async confirmTotp(code) {
    await answer(api.PUT('/api/v1/merchant/me/totp', { body: { code } }))
    await loadMe()
  },
  async removeTotp(code, password) {
    await answer(api.DELETE('/api/v1/merchant/me/totp', { body: { code, password } }))
    await loadMe()
  },
  async changePassword(old, fresh) {
    await answer(api.PUT('/api/v1/merchant/me/password', { body: { old, new: fresh } }))
  },
  async openSessions() {
    return (await answer(api.GET('/api/v1/merchant/me/sessions'))).items
  },
  async closeSession(id) {
    await answer(api.DELETE('/api/v1/merchant/me/sessions/{session_id}', { params: { path: { session_id: id } } }))
  },
}

/** A new person, signed in at once. */
export async function register(name: string, phone: string, password: string): Promise<void> {
  session.signIn(await answer(api.POST('/api/v1/merchant/staff', { body: { name, phone, password } })))
  await loadMe()
}
