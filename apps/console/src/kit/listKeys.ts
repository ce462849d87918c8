/** The keyboard of a list: / to search, j k to walk, Enter to open, Esc to close. */
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

interface Row {
  id: number
}

interface Options {
  rows: Ref<Row[]>
  openId: Ref<number | null>
  open: (id: number) => void
  close: () => void
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

/** A dialog on top has the keyboard for itself. */
function isCovered(): boolean {
  return [...document.querySelectorAll<HTMLElement>('.el-overlay')].some((cover) => cover.style.display !== 'none')
}

/** The id of the row `step` away from `from`; stays within the list. */
export function neighbour(rows: readonly Row[], from: number | null, step: number): number | null {
  const index = rows.findIndex((row) => row.id === from)
  if (index < 0) return rows[0]?.id ?? null
  return rows[Math.min(rows.length - 1, Math.max(0, index + step))]?.id ?? null
}

export function useListKeys({ rows, openId, open, close }: Options) {
  const walkedTo = ref<number | null>(null)

  function walk(step: number): void {
    const next = neighbour(rows.value, openId.value ?? walkedTo.value, step)
    if (next === null) return
    walkedTo.value = next
    if (openId.value !== null) open(next)
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  const acts: Record<string, () => void> = {
    '/': () => document.querySelector<HTMLInputElement>('[data-search] input')?.focus(),
    j: () => walk(1),
    k: () => walk(-1),
    Enter: () => walkedTo.value !== null && open(walkedTo.value),
    Escape: close,
  }

  function onKey(event: KeyboardEvent): void {
    if (isCovered() || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event)) return event.key === 'Escape' ? (event.target as HTMLElement).blur() : undefined
    const isOnControl = event.target instanceof HTMLElement && event.target.matches('button, a')
    const act = event.key === 'Enter' && isOnControl ? undefined : acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
  return { walkedTo, walk }
}
