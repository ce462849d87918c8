import { computed, onUnmounted, ref } from 'vue'
import { serverNow } from '@/api/clock'

/** Milliseconds until a moment, by the server's clock, counted each second; zero when it is past or there is none. */
export function useCountdown(until: () => string | null | undefined) {
  const now = ref(serverNow())
  const timer = setInterval(() => (now.value = serverNow()), 1_000)
  onUnmounted(() => clearInterval(timer))

  return computed(() => {
    const moment = until()
    return moment ? Math.max(0, Date.parse(moment) - now.value) : 0
  })
}
