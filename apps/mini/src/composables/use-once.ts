import { ref } from 'vue'
import { sentence } from '@/api/failures'
import { toast } from '@/feedback'

/** Runs one act at a time: a second tap while the first is under way does nothing. A failure is told as a toast. */
export function useOnce() {
  const isBusy = ref(false)

  async function run(act: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    try {
      await act()
    } catch (error) {
      toast(sentence(error))
    } finally {
      isBusy.value = false
    }
  }

  return { isBusy, run }
}
