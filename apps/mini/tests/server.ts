import { vi } from 'vitest'

/** A server that answers as a test says, and remembers what it was asked. */
export interface Asked {
  method: string
  path: string
  body: unknown
  token: string | null
  key: string | null
}

export interface Reply {
  status?: number
  data?: unknown
}

export type Answering = (asked: Asked) => Reply | 'lost' | Promise<Reply | 'lost'>

interface Sent {
  url: string
  method: string
  data?: unknown
  header: Record<string, string>
  success: (response: { statusCode: number; data: unknown; header: Record<string, string> }) => void
  fail: (failure: { errMsg: string }) => void
}

export function serve(answer: Answering): Asked[] {
  const log: Asked[] = []
  vi.mocked(uni.request).mockImplementation(((options: Sent) => {
    const asked = {
      method: options.method,
      path: options.url.replace(/^.*\/api\/v1/, ''),
      body: options.data,
      token: options.header['Authorization']?.replace('Bearer ', '') ?? null,
      key: options.header['Idempotency-Key'] ?? null,
    }
    log.push(asked)
    void Promise.resolve(answer(asked)).then((reply) => {
      if (reply === 'lost') options.fail({ errMsg: 'request:fail' })
      else options.success({ statusCode: reply.status ?? 200, data: reply.data, header: {} })
    })
  }) as unknown as typeof uni.request)
  return log
}

export const problem = (status: number, code: string, facts: Record<string, unknown> = {}): Reply => ({
  status,
  data: { status, code, message: `拒绝：${code}`, facts, request_id: 'r1' },
})
