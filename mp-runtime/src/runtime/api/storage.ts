import { apis, ApiFailure } from './define'

/** Keys of this program in the browser's storage; the origin may serve other pages too. */
const PREFIX = 'mp:'
/** WeChat's limits: 1 MB a key, 10 MB in all. */
const KEY_LIMIT_BYTES = 1024 * 1024
const TOTAL_LIMIT_KILOBYTES = 10 * 1024

const names = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))

function set(key: string, data: unknown): void {
  const text = JSON.stringify({ data })
  if (text.length > KEY_LIMIT_BYTES) throw new ApiFailure(`entry size limit reached: ${key}`)
  localStorage.setItem(PREFIX + key, text)
}

function get(key: string): { data: unknown } | undefined {
  const text = localStorage.getItem(PREFIX + key)
  return text === null ? undefined : (JSON.parse(text) as { data: unknown })
}

const remove = (key: string): void => localStorage.removeItem(PREFIX + key)
const clear = (): void => names().forEach((name) => localStorage.removeItem(name))

function info() {
  const bytes = names().reduce((sum, name) => sum + name.length + (localStorage.getItem(name)?.length ?? 0), 0)
  return {
    keys: names().map((name) => name.slice(PREFIX.length)),
    currentSize: Math.ceil(bytes / 1024),
    limitSize: TOTAL_LIMIT_KILOBYTES,
  }
}

function found(key: string) {
  const known = get(key)
  if (known === undefined) throw new ApiFailure('data not found')
  return { data: known.data }
}

interface Entry {
  key: string
  value: unknown
}

/** Everything stored, for the driver. */
export function storageSnapshot(): Record<string, unknown> {
  return Object.fromEntries(info().keys.map((key) => [key, get(key)?.data]))
}

export const storage = {
  ...apis({
    setStorage: ({ key, data }: { key: string; data: unknown }) => set(key, data),
    getStorage: ({ key }: { key: string }) => found(key),
    removeStorage: ({ key }: { key: string }) => remove(key),
    clearStorage: () => clear(),
    getStorageInfo: () => info(),
    batchSetStorage: ({ kvList }: { kvList: Entry[] }) => kvList.forEach(({ key, value }) => set(key, value)),
    batchGetStorage: ({ keyList }: { keyList: string[] }) => ({ dataList: keyList.map((key) => get(key)?.data ?? '') }),
  }),
  setStorageSync: set,
  getStorageSync: (key: string): unknown => get(key)?.data ?? '',
  removeStorageSync: remove,
  clearStorageSync: clear,
  getStorageInfoSync: info,
  batchSetStorageSync: (entries: Entry[]) => entries.forEach(({ key, value }) => set(key, value)),
  batchGetStorageSync: (keys: string[]): unknown[] => keys.map((key) => get(key)?.data ?? ''),
}
