import { vi } from 'vitest'

/** The part of uni-app that stores and composables touch, kept in memory. */
/** Values are kept as JSON, as the platforms do. */
const storage = new Map<string, unknown>()

export const toasts: string[] = []

vi.stubGlobal('uni', {
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => storage.set(key, JSON.parse(JSON.stringify(value))),
  removeStorageSync: (key: string) => storage.delete(key),
  showToast: ({ title }: { title: string }) => toasts.push(title),
  setTabBarBadge: vi.fn(),
  removeTabBarBadge: vi.fn(),
  request: vi.fn(),
})
vi.stubGlobal('__APP_VERSION__', 'test')

export function forgetEverything(): void {
  storage.clear()
  toasts.length = 0
  vi.mocked(uni.request).mockReset()
}
