/** An operator's own account, bound to the operators' branch of the API. */
import type { Account } from '@/account/account'
import { answer } from '@/api/http'
import { api, session } from '../api'
import { forgetMe, loadMe, me } from './me'

export const account: Account = {
  session,
  async signIn(credentials) {
    session.signIn(await answer(api.POST('/api/v1/ops/sessions', { body: credentials })))
    await loadMe()
  },
  async signOut() {
    await answer(api.DELETE('/api/v1/ops/sessions/current')).finally(forgetMe)
  },
  hasTotp: () => me.value?.has_totp ?? false,
  startTotp: () => answer(api.POST('/api/v1/ops/me/totp')),
  async confirmTotp(code) {
    await answer(api.PUT('/api/v1/ops/me/totp', { body: { code } }))
    await loadMe()
  },
  async removeTotp(code, password) {
    await answer(api.DELETE('/api/v1/ops/me/totp', { body: { code, password } }))
    await loadMe()
  },
  async changePassword(old, fresh) {
    await answer(api.PUT('/api/v1/ops/me/password', { body: { old, new: fresh } }))
  },
  async openSessions() {
    return (await answer(api.GET('/api/v1/ops/me/sessions'))).items
  },
  async closeSession(id) {
    await answer(api.DELETE('/api/v1/ops/me/sessions/{session_id}', { params: { path: { session_id: id } } }))
  },
}
