/** Reading from the server: one value, or a list by cursor. Both know the four states of a page. */
import { computed, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Page } from '@lilong/shared'
import { asRefusal, type Refusal } from '@/api/refusal'

export type Phase = 'loading' | 'ready' | 'failed'

export interface Loaded<Value> {
  value: ShallowRef<Value | null>
  phase: Ref<Phase>
  refusal: ShallowRef<Refusal | null>
  /** Reads again. What is on screen stays until the answer is there. */
  reload: () => Promise<void>
}

/** One value. Answers that a later reading has overtaken are dropped. */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const value: ShallowRef<Value | null> = shallowRef(null)
  const phase = ref<Phase>('loading')
  const refusal = shallowRef<Refusal | null>(null)
  let latest = 0

  async function reload(): Promise<void> {
    const turn = ++latest
    if (phase.value === 'failed') phase.value = 'loading'
    try {
      const loaded = await load()
      if (turn !== latest) return
      value.value = loaded
      phase.value = 'ready'
    } catch (thrown) {
      if (turn !== latest) return
      refusal.value = asRefusal(thrown)
      phase.value = 'failed'
    }
  }

  return { value, phase, refusal, reload }
}

/** A list read page by page; `more` appends the next page. */
export function usePaged<Item>(load: (cursor: string | undefined) => Promise<Page<Item>>) {
  const items: ShallowRef<Item[]> = shallowRef([])
  const cursor = ref<string | null>(null)
  const isLoadingMore = ref(false)
  const first = useLoaded(async () => {
    const page = await load(undefined)
    items.value = page.items
    cursor.value = page.next_cursor ?? null
  })

  async function more(): Promise<void> {
    if (!cursor.value || isLoadingMore.value) return
    const from = cursor.value
    isLoadingMore.value = true
    try {
      const page = await load(from)
      if (cursor.value !== from) return // the list was read anew meanwhile
      items.value = [...items.value, ...page.items]
      cursor.value = page.next_cursor ?? null
    } finally {
      isLoadingMore.value = false
    }
  }

  function restart(): Promise<void> {
    first.phase.value = 'loading'
    return first.reload()
  }

  return {
    items,
    phase: first.phase,
    refusal: first.refusal,
    hasMore: computed(() => cursor.value !== null),
    isLoadingMore,
    more,
    reload: first.reload,
    /** As `reload`, but shows the skeleton first: for other filters. */
    restart,
  }
}
