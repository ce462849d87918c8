/** How every call travels: token, idempotency key, renewal and one repetition when the session has run out. */
import createClient from 'openapi-fetch'
import type { paths } from './contract'
import { keyFor, spend } from './idempotency'
import { offline, refusalOf } from './refusal'
import type { Session } from './session'

const JSON_TYPE = 'application/json'

async function actOf(request: Request): Promise<string> {
  const isJson = request.headers.get('Content-Type')?.startsWith(JSON_TYPE) ?? false
  return `${request.url} ${isJson ? await request.clone().text() : crypto.randomUUID()}`
}

function send(request: Request, token: string | null): Promise<Response> {
  const copy = request.clone()
  if (token) copy.headers.set('Authorization', `Bearer ${token}`)
  return fetch(copy).catch(() => {
    throw offline()
  })
}

/** Signing in answers 401 for wrong words; that is no ended session. */
async function hasSessionEnded(response: Response): Promise<boolean> {
  if (response.status !== 401) return false
  const body: unknown = await response.clone().json().catch(() => null)
  return ['session_expired', 'not_signed_in'].includes(refusalOf(401, body).code)
}

async function sendRenewing(request: Request, session: Session): Promise<Response> {
  const token = session.accessToken()
  const response = await send(request, token)
  if (!(await hasSessionEnded(response))) return response
  await session.renew(token)
  return send(request, session.accessToken())
}

/** `fetch` for one console. */
export function sessionFetch(session: Session): (request: Request) => Promise<Response> {
  return async (request) => {
    const act = request.method === 'POST' ? await actOf(request) : null
    if (act) request.headers.set('Idempotency-Key', keyFor(act))
    const response = await sendRenewing(request, session)
    if (act && response.status < 500) spend(act)
    return response
  }
}

/** The typed client of one console. */
export function createApi(session: Session) {
  return createClient<paths>({ baseUrl: location.origin, fetch: sessionFetch(session) })
}

interface Outcome<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The body of an answer; a refusal is thrown as `Refusal`. */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call
  if (!response.ok) throw refusalOf(response.status, error)
  return data as Data // a success without a body is typed `undefined` by its operation
}

/** multipart/form-data for an operation that takes a file. */
export function formOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}
