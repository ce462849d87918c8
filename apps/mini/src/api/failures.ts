import type { Problem } from '@lilong/shared'

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
}

/** Say what happened and what to do next. */
export function explain(error: unknown): Explanation {
  if (error instanceof Refusal) {
    const isOurs = error.problem.status >= 500
    return {
      title: isOurs ? '服务器有点忙' : error.message,
      advice: isOurs ? '你的内容都在，没有丢失，请稍后再试' : '',
      requestId: error.problem.request_id,
    }
  }
  if (error instanceof Unreachable) return { title: '网络连接不上', advice: '请检查网络后重试，内容不会丢失', requestId: '' }
  return { title: '暂时没有加载出来', advice: '请稍后再试', requestId: '' }
}

/** One sentence for a toast. */
export function sentence(error: unknown): string {
  const { title, advice } = explain(error)
  return advice ? `${title}，${advice}` : title
}
