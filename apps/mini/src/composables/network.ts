import { ref } from 'vue'
import { platform } from '@/platform'

/** True while the phone has no network. */
export const isOffline = ref(false)

/** Times the network came back; pages that were shown stale watch it to refresh. */
export const reconnections = ref(0)

function note(isConnected: boolean): void {
  if (isOffline.value && isConnected) reconnections.value++
  isOffline.value = !isConnected
}

/** Called once, when the program starts. */
export function watchNetwork(): void {
  platform.watchNetwork(note)
}
