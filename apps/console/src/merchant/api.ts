/** The merchant console's session and client. */
import { createApi } from '@/api/http'
import { createSession } from '@/api/session'

export const session = createSession('merchant', '/api/v1/merchant/sessions/renewal')
export const api = createApi(session)
