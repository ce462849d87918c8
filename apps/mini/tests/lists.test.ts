import type { Page, ProductCard } from '@lilong/shared'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Unreachable } from '@/api/failures'
import { usePaged } from '@/composables/use-paged'
import { useResource } from '@/composables/use-resource'
import { useOnce } from '@/composables/use-once'
import { twoColumns } from '@/rules/columns'
import { Intent } from '@/rules/intent'
import { forgetEverything, toasts } from './uni'

vi.mock('@/platform', () => ({ platform: {} }))

const page = (items: number[], next: string | null): Page<number> => ({ items, next_cursor: next })

/** A promise whose answer a test gives when it wants. */
function later<Value>() {
  let settle: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((resolve) => (settle = resolve))
  return { promise, settle }
}

beforeEach(forgetEverything)

describe('an endless list', () => {
  test('adds pages until there are no more', async () => {
    const pages: Record<string, Page<number>> = { start: page([1, 2], 'a'), a: page([3], null) }
    const list = usePaged(async (cursor) => pages[cursor ?? 'start'] ?? page([], null))
    expect(list.state).toBe('loading')

    await list.refresh()
    await list.loadMore()
    await list.loadMore()

    expect(list.items).toEqual([1, 2, 3])
    expect(list.foot).toBe('finished')
  })

  test('a page that fails can be asked for again and loses nothing', async () => {
    let isUp = true
    const list = usePaged(async (cursor) => {
      if (!isUp) throw new Unreachable('gone')
      return cursor ? page([2], null) : page([1], 'a')
    })
    await list.refresh()
    isUp = false

    await list.loadMore()
    expect([list.items, list.foot, list.state]).toEqual([[1], 'failed', 'content'])
    expect(toasts).toHaveLength(1)

    isUp = true
    await list.loadMore()
    expect(list.items).toEqual([1, 2])
  })

  test('a late page of the former list is not added to the new one', async () => {
    const former = later<Page<number>>()
    const answers = [former.promise, Promise.resolve(page([9], null))]
    const list = usePaged(() => answers.shift() ?? Promise.resolve(page([], null)))

    const slow = list.refresh()
    await list.restart()
    former.settle(page([1], null))
    await slow

    expect(list.items).toEqual([9])
  })

  test('nothing found and nothing answered are two states', async () => {
    const empty = usePaged<number>(async () => page([], null))
    const broken = usePaged<number>(() => Promise.reject(new Unreachable('gone')))

    await Promise.all([empty.refresh(), broken.refresh()])

    expect([empty.state, broken.state]).toEqual(['empty', 'error'])
  })
})

describe('one thing on a page', () => {
  test('a failed refresh keeps what is shown and says so', async () => {
    let isUp = true
    const thing = useResource(async () => {
      if (!isUp) throw new Unreachable('gone')
      return 'old'
    })
    await thing.load()
    isUp = false
    await thing.load()

    expect([thing.state, thing.content]).toEqual(['content', 'old'])
    expect(toasts[0]).toContain('网络连接不上')
  })

  test('of answers that overtake each other the last question counts', async () => {
    const slow = later<string>()
    const answers = [slow.promise, Promise.resolve('second')]
    const thing = useResource(() => answers.shift() ?? Promise.resolve(''))

    const first = thing.load()
    await thing.load()
    slow.settle('first')
    await first

    expect(thing.content).toBe('second')
  })
})

test('a second tap while the first is under way does nothing', async () => {
  const { isBusy, run } = useOnce()
  const work = later<void>()
  const act = vi.fn(() => work.promise)

  const first = run(act)
  await run(act)
  expect([act.mock.calls.length, isBusy.value]).toEqual([1, true])

  work.settle()
  await first
  expect(isBusy.value).toBe(false)
})

test('an intent keeps its key until it changes or succeeds', () => {
  const intent = new Intent()
  const key = intent.keyFor({ total_fen: 100 })
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(intent.keyFor({ total_fen: 100 })).toBe(key)

  const other = intent.keyFor({ total_fen: 200 })
  expect(other).not.toBe(key)
  intent.fulfilled()
  expect(intent.keyFor({ total_fen: 200 })).not.toBe(other)
})

test('more cards never move those that are placed', () => {
  const cards = Array.from({ length: 9 }, (_, id) => ({ id, picture: { url: '', width: 300, height: 300 + 40 * (id % 3) } }) as ProductCard)
  const few = twoColumns(cards.slice(0, 5))
  const all = twoColumns(cards)

  expect(all.map((column) => column.length).reduce((sum, length) => sum + length)).toBe(9)
  few.forEach((column, at) => expect(all[at]?.slice(0, column.length)).toEqual(column))
})
