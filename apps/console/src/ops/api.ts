/** The operations console's session and client. */
import { createApi } from '@/api/http'
import { createSession } from '@/api/session'

export const session = createSession('ops', '/api/v1/ops/sessions/renewal')
export const api = createApi(session)
