/** What both consoles can do with a person's own account; each console binds it to its branch of the API. */
import type { Session } from '@/api/session'

export interface Credentials {
  phone: string
  password: string
  totp_code: string | null
}

export interface TotpSetup {
  secret: string
  otpauth_uri: string
  qr_svg: string
}

export interface OpenSession {
  id: number
  device: string
  created_at: string
  last_seen_at: string
  is_current: boolean
}

export interface Account {
  session: Session
  /** Signs in and keeps the tokens. Refused with `totp_required`, `wrong_credentials`, `locked_out`. */
  signIn(credentials: Credentials): Promise<void>
  signOut(): Promise<void>
  hasTotp(): boolean
  startTotp(): Promise<TotpSetup>
  confirmTotp(code: string): Promise<void>
  removeTotp(code: string, password: string): Promise<void>
  changePassword(old: string, fresh: string): Promise<void>
  openSessions(): Promise<OpenSession[]>
  closeSession(id: number): Promise<void>
}
