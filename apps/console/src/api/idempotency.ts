/**
 * One key per intention. A creation whose answer was lost keeps its key, so that pressing the button again
 * repeats the same act instead of doing it twice; once answered, the next press is a new intention.
 */

const unanswered = new Map<string, string>()

/** The key for this act; the same act without an answer so far gets the same key. */
export function keyFor(act: string): string {
  const known = unanswered.get(act)
  if (known) return known
  const key = crypto.randomUUID()
  unanswered.set(act, key)
  return key
}

/** The server has answered for good: the intention is spent. */
export function spend(act: string): void {
  unanswered.delete(act)
}
