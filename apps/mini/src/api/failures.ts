import type { Problem } from '@lilong/shared'
import { NotHere } from '@/platform/contract'

/** The server understood and said no; its message is Chinese and meant for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(readonly problem: Problem) {
    super(problem.message)
  }

  get code(): string {
    return this.problem.code
  }

  /** Complaints by field of a form, "path.to.field" to a sentence. */
  get fields(): Record<string, string> {
    const fields = this.problem.facts['fields']
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {}
  }
}

/** No answer arrived: no network, too slow, or the server is away. What was asked may have happened. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}

/** What to tell a person about a failure. */
export interface Explanation {
  title: string
  advice: string
  /** Number to quote to customer service; empty when there is none. */
  requestId: string
  /** Asking again may help. */
  canRetry: boolean
}

function explainRefusal({ problem }: Refusal): Explanation {
  if (problem.status < 500) return { title: problem.message, advice: '', requestId: '', canRetry: problem.status === 429 }
  return { title: '服务器有点忙', advice: '你的内容都在，没有丢失，请稍后再试', requestId: problem.request_id, canRetry: true }
}

/** Say what happened and what to do next. */
export function explain(error: unknown): Explanation {
  if (error instanceof Refusal) return explainRefusal(error)
  if (error instanceof NotHere) return { title: error.message, advice: '', requestId: '', canRetry: false }
  if (error instanceof Unreachable) return { title: '网络连接不上', advice: '请检查网络后重试，内容不会丢失', requestId: '', canRetry: true }
  return { title: '暂时没有加载出来', advice: '请稍后再试', requestId: '', canRetry: true }
}

/** One sentence for a toast. */
export function sentence(error: unknown): string {
  const { title, advice } = explain(error)
  return advice ? `${title}，${advice}` : title
}
