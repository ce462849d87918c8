/** The server's clock, asked for once and ticking on screen. Deadlines are never counted from the computer's own clock. */
import { readonly, ref } from 'vue'

const TICK_MS = 20_000
const ASK_AGAIN_MS = 10 * 60_000
let offsetMs = 0
const now = ref(new Date())

function tick(): void {
  now.value = new Date(Date.now() + offsetMs)
}

/** Asks the server what time it is; without an answer the clock goes on as before. */
async function ask(): Promise<void> {
  const askedAt = Date.now()
  const response = await fetch('/api/v1/clock').catch(() => null)
  if (!response?.ok) return
  const { now: serverNow } = (await response.json()) as { now: string }
  offsetMs = new Date(serverNow).getTime() - (askedAt + Date.now()) / 2
  tick()
}

/** Sets the clock before the first page is shown, and keeps it right. */
export async function startClock(): Promise<void> {
  setInterval(tick, TICK_MS)
  setInterval(() => void ask(), ASK_AGAIN_MS)
  await ask()
}

/** The present moment by the server's clock. */
export function useNow() {
  return readonly(now)
}
