import { platform } from '@/platform'
import { noteServerDate } from './clock'
import { Unreachable } from './failures'

/** wx.request knows no PATCH. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export type Query = Record<string, string | number | boolean | readonly number[] | null | undefined>

export interface Message {
  method: Method
  /** Path below /api/v1. */
  path: string
  query?: Query
  body?: object
  /** Same key, same intent: a repeat is answered, not done twice. */
  idempotencyKey?: string
}

export interface Answer {
  status: number
  data: unknown
}

const TIMEOUT_MS = 12_000

/** `a=1&b=2&b=3`; what is null, undefined or empty is left out. */
export function queryString(query: Query): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value]
    for (const one of values) {
      if (one !== null && one !== undefined && one !== '') pairs.push(`${name}=${encodeURIComponent(String(one))}`)
    }
  }
  return pairs.join('&')
}

function address(message: Message): string {
  const query = queryString(message.query ?? {})
  return `${platform.apiOrigin()}/api/v1${message.path}${query ? `?${query}` : ''}`
}

function headers(message: Message, token: string | null): Record<string, string> {
  const all: Record<string, string> = { Accept: 'application/json' }
  if (token) all['Authorization'] = `Bearer ${token}`
  if (message.idempotencyKey) all['Idempotency-Key'] = message.idempotencyKey
  return all
}

function headerOf(received: unknown, name: string): string | undefined {
  for (const [key, value] of Object.entries((received ?? {}) as Record<string, unknown>)) {
    if (key.toLowerCase() === name) return String(value)
  }
  return undefined
}

/** Send one message and wait for its answer, whatever its status. Raises Unreachable when none comes. */
export function send(message: Message, token: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    uni.request({
      url: address(message),
      method: message.method,
      ...(message.body ? { data: message.body } : {}),
      header: headers(message, token),
      timeout: TIMEOUT_MS,
      success: (response) => {
        noteServerDate(headerOf(response.header, 'date'))
        resolve({ status: response.statusCode, data: response.data })
      },
      fail: (failure) => reject(new Unreachable(failure.errMsg)),
    })
  })
}
