import { computed, onUnmounted, ref } from 'vue'
import { serverNow } from '@/api/clock'

/** One clock for every countdown on the screen; it runs while there is one. */
const now = ref(serverNow())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

const tick = () => (now.value = serverNow())

function attend(): void {
  tick()
  if (watchers++ === 0) timer = setInterval(tick, 1_000)
}

function leave(): void {
  if (--watchers === 0) clearInterval(timer)
}

/** Milliseconds until a moment, by the server's clock, counted each second; zero when it is past or there is none. */
export function useCountdown(until: () => string | null | undefined) {
  attend()
  onUnmounted(leave)

  return computed(() => {
    const moment = until()
    return moment ? Math.max(0, Date.parse(moment) - now.value) : 0
  })
}
