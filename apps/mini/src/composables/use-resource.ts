import { computed, reactive, ref, shallowRef } from 'vue'
import { asError, sentence } from '@/api/failures'
import { toast } from '@/feedback'

/** Which of its states a page shows. */
export type PageState = 'loading' | 'error' | 'empty' | 'content'

/**
 * One thing that a page shows: skeleton until it is here, an error with retry when it fails, and what was here stays when a
 * refresh fails.
 */
export function useResource<Value>(fetchValue: () => Promise<Value>) {
  const content = shallowRef<Value | null>(null)
  const failure = shallowRef<Error | null>(null)
  /** Milliseconds since 1970 by this phone; what an offline banner says about the age of the content. */
  const loadedAt = ref(0)
  let latest = 0

  const state = computed<PageState>(() => {
    if (content.value !== null) return 'content'
    return failure.value === null ? 'loading' : 'error'
  })

  function accept(fresh: Value): void {
    content.value = fresh
    failure.value = null
    loadedAt.value = Date.now()
  }

  function refuse(error: unknown): void {
    failure.value = asError(error)
    if (content.value !== null) toast(sentence(error))
  }

  /** Ask again; of answers that overtake each other only the last asked for counts. */
  async function load(): Promise<void> {
    const turn = ++latest
    failure.value = null
    try {
      const fresh = await fetchValue()
      if (turn === latest) accept(fresh)
    } catch (error) {
      if (turn === latest) refuse(error)
    }
  }

  return reactive({ content, failure, loadedAt, state, load, accept })
}
