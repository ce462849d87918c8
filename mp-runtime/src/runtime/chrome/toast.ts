import { make } from './dom'
import { overlayBox } from './phone'

export type ToastIcon = 'success' | 'error' | 'loading' | 'none'

const SIGNS: Record<ToastIcon, string> = { success: '✓', error: '!', loading: '', none: '' }

/** Toast and loading share one place in WeChat: the later one replaces the earlier one. */
const sign = make('b', 'mp-toast-sign')
const text = make('span', 'mp-toast-text')
const toast = make('div', '', [make('div', 'mp-toast-box', [sign, text])], { id: 'mp-toast', hidden: '' })
let timer = 0

export interface ToastLook {
  title: string
  icon: ToastIcon
  /** A mask keeps fingers off the page. */
  mask: boolean
  /** Milliseconds until it goes; endless when undefined. */
  duration?: number
}

/** Draw a toast; a loading sign is a toast that stays. */
export function showToast({ title, icon, mask, duration }: ToastLook): void {
  clearTimeout(timer)
  if (!toast.isConnected) overlayBox.append(toast)
  sign.textContent = SIGNS[icon]
  toast.dataset.icon = icon
  toast.dataset.mask = String(mask)
  text.textContent = title
  toast.hidden = false
  if (duration !== undefined) timer = window.setTimeout(hideToast, duration)
}

export function hideToast(): void {
  clearTimeout(timer)
  toast.hidden = true
}
