import type { Page } from '@lilong/shared'
import { computed, reactive, ref, shallowRef } from 'vue'
import { asError, sentence } from '@/api/failures'
import { toast } from '@/feedback'
import type { PageState } from './use-resource'

/** How far a list has come, as its foot says it. */
export type ListFoot = 'more' | 'loading' | 'failed' | 'finished'

function stateOf(count: number, failure: Error | null, loadedAt: number): PageState {
  if (count) return 'content'
  if (failure) return 'error'
  return loadedAt ? 'empty' : 'loading'
}

/** An endless list: pages are added at the end, a refresh starts over, and a failed page can be asked for again. */
export function usePaged<Item>(fetchPage: (cursor: string | null) => Promise<Page<Item>>) {
  const items = shallowRef<Item[]>([])
  const failure = shallowRef<Error | null>(null)
  const foot = ref<ListFoot>('more')
  const loadedAt = ref(0)
  let cursor: string | null = null
  /** Counts restarts, so that a page of the former list is not added to the new one. */
  let round = 0

  const state = computed(() => stateOf(items.value.length, failure.value, loadedAt.value))

  function append(page: Page<Item>, former: readonly Item[]): void {
    items.value = [...former, ...page.items]
    cursor = page.next_cursor ?? null
    foot.value = cursor === null ? 'finished' : 'more'
    failure.value = null
    loadedAt.value = Date.now()
  }

  /** Start with a first page that came with something else. */
  function begin(page: Page<Item>): void {
    round++
    append(page, [])
  }

  async function fetchInto(former: readonly Item[], from: string | null): Promise<void> {
    const turn = round
    foot.value = 'loading'
    try {
      const page = await fetchPage(from)
      if (turn === round) append(page, former)
    } catch (error) {
      if (turn === round) fail(error)
    }
  }

  function fail(error: unknown): void {
    foot.value = 'failed'
    if (items.value.length) toast(sentence(error))
    else failure.value = asError(error)
  }

  /** Show the skeleton again and load from the start: the list became another list. */
  function restart(): Promise<void> {
    items.value = []
    loadedAt.value = 0
    return refresh()
  }

  /** Load from the start; what is shown stays until the answer is here. */
  function refresh(): Promise<void> {
    round++
    failure.value = null
    return fetchInto([], null)
  }

  /** Put a fresher version of one item in its place. */
  function renew(fresh: Item, isSame: (item: Item) => boolean): void {
    items.value = items.value.map((item) => (isSame(item) ? fresh : item))
  }

  async function loadMore(): Promise<void> {
    if (foot.value === 'more' || (foot.value === 'failed' && items.value.length)) await fetchInto(items.value, cursor)
  }

  return reactive({ items, failure, foot, loadedAt, state, begin, restart, refresh, renew, loadMore })
}
