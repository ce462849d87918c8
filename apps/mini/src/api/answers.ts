import type { Problem } from '@lilong/shared'
import { Refusal } from './failures'
import type { Answer } from './transport'

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && 'code' in data && 'message' in data
}

function problemOf(answer: Answer): Problem {
  const told = isProblem(answer.data) ? answer.data : { code: 'unknown', message: '服务器没有正常回答', facts: {}, request_id: '' }
  return { ...told, facts: told.facts ?? {}, request_id: told.request_id ?? '', status: answer.status }
}

/** The body of a good answer. Raises Refusal for any other. The shape is the API's promise, checked where the API is built. */
export function openAnswer<Body>(answer: Answer): Body {
  if (answer.status >= 400 || answer.status === 0) throw new Refusal(problemOf(answer))
  return answer.data as Body
}
