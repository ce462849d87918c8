/** The server's clock, as told by the Date header of its answers, ticking on screen. Deadlines are never counted from the computer's own clock. */
import { readonly, ref } from 'vue'

let offsetMs = 0
const now = ref(new Date())

/** Learn the server's time from an answer. */
export function learnServerTime(response: Response): void {
  const header = response.headers.get('Date')
  if (!header) return
  offsetMs = new Date(header).getTime() - Date.now()
  tick()
}

function tick(): void {
  now.value = new Date(Date.now() + offsetMs)
}

setInterval(tick, 20_000)

/** The present moment by the server's clock; refreshed every 20 seconds. */
export function useNow() {
  return readonly(now)
}
