/** What the server says when it does not do a thing. */

interface Problem {
  code: string
  message: string
  facts: Record<string, unknown>
  request_id: string
}

/** A refusal of the API, or a failed connection (code `offline`). `message` is Chinese and may be shown as it is. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly facts: Record<string, unknown> = {},
    readonly requestId: string = '',
  ) {
    super(message)
    this.name = 'Refusal'
  }

  /** Field errors in the server's words, by the path of the field: {"skus.0.price_fen": "请填写售价"}. */
  get fields(): Record<string, string> {
    const fields = this.facts['fields']
    if (typeof fields !== 'object' || fields === null) return {}
    return Object.fromEntries(Object.entries(fields).map(([path, words]) => [path, String(words)]))
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body
}

/** The refusal that an answer carries. An answer that is no problem document (a proxy's error page, say) is worded here. */
export function refusalOf(status: number, body: unknown): Refusal {
  if (isProblem(body)) return new Refusal(status, body.code, body.message, body.facts, body.request_id)
  if (status === 413) return new Refusal(status, 'too_large', '文件太大了，请压缩后再上传')
  return new Refusal(status, 'unexpected', '系统开小差了，请稍后再试')
}

export const offline = () => new Refusal(0, 'offline', '网络连接不上，请检查网络后重试')

/** Any thrown thing as a refusal that can be shown. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  return new Refusal(0, 'unexpected', '页面出了点问题，请刷新后再试')
}
