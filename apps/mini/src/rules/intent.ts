/**
 * Idempotency keys. An intent ("this basket to this address at this price") keeps its key until it succeeds, so that a repeat
 * after a lost answer is recognised; another intent has another key.
 */

/** A random UUID, version 4. Math.random is enough: a key only has to differ from the same buyer's other keys. */
export function newKey(): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = Math.trunc(Math.random() * 16)
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16)
  })
}

export class Intent {
  private subject = ''
  private key = ''

  /** The key of this subject: the same as before while the subject is the same. */
  keyFor(subject: unknown): string {
    const text = JSON.stringify(subject)
    if (!this.key || text !== this.subject) {
      this.subject = text
      this.key = newKey()
    }
    return this.key
  }

  /** It is done: doing the same again is a new intent. */
  fulfilled(): void {
    this.key = ''
  }
}
