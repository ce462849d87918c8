import type { OrderTab } from '@/api/orders'
import { queryString, type Query } from '@/api/transport'
import type { PaymentOutcome } from '@/platform'

/** Every page has its address here and nowhere else. */

/** A word in a page's address: WeChat hands it over as it was encoded, a browser decodes it. */
export function wordOf(query: Record<string, string | undefined> | undefined, name: string): string {
  const text = query?.[name] ?? ''
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** WeChat keeps at most ten pages open: at the limit the top one is replaced. */
const MOST_OPEN = 10

function open(path: string, query: Query = {}): void {
  const text = queryString(query)
  const url = `/pages/${path}${text ? `?${text}` : ''}`
  if (getCurrentPages().length >= MOST_OPEN) uni.redirectTo({ url })
  else uni.navigateTo({ url })
}

function replace(path: string, query: Query = {}): void {
  const text = queryString(query)
  uni.redirectTo({ url: `/pages/${path}${text ? `?${text}` : ''}` })
}

export const openProduct = (id: number) => open('product/detail', { id })
export const openProducts = (query: { category_id?: number; title?: string; q?: string; focus?: 1; shop_id?: number }) => open('product/list', query)
export const openShop = (id: number) => open('shop/shop', { id })
export const openLicence = (id: number) => open('shop/licence', { id })
export const openCheckout = () => open('checkout/checkout')
export const openAddresses = () => open('address/list')
/** From the checkout: the address tapped is the one to deliver to. */
export const pickAddress = () => open('address/list', { pick: 1 })
export const openAddress = (query: { id?: number; pick?: 1 } = {}) => open('address/edit', query)
export const openOrders = (tab: OrderTab = 'all') => open('orders/list', { tab })
export const replaceByOrders = (tab: OrderTab) => replace('orders/list', { tab })
export const openOrder = (id: number) => open('orders/detail', { id })
export const replaceByOrder = (id: number) => replace('orders/detail', { id })
export const openSettings = () => open('account/settings')
export const openAbout = () => open('account/about')

/** Where a payment sheet in a browser comes back to. */
export const paymentResultPage = (tradeId: number) => `/pages/checkout/result?trade_id=${tradeId}`
export const replaceByPaymentResult = (tradeId: number, outcome: PaymentOutcome) => replace('checkout/result', { trade_id: tradeId, outcome })
export const openPaymentResult = (tradeId: number, outcome: PaymentOutcome) => open('checkout/result', { trade_id: tradeId, outcome })

export const goHome = () => uni.switchTab({ url: '/pages/home/home' })
export const goCart = () => uni.switchTab({ url: '/pages/cart/cart' })

/** Back, or home when this page was opened from a share card and nothing lies below. */
export function goBack(): void {
  if (getCurrentPages().length > 1) uni.navigateBack({})
  else goHome()
}

/** Back to the checkout over whatever was opened from it to find an address. */
export function goBackToCheckout(): void {
  const routes = getCurrentPages().map(({ route }) => route)
  const steps = routes.length - 1 - routes.lastIndexOf('pages/checkout/checkout')
  if (steps < routes.length) uni.navigateBack({ delta: steps })
  else goBack()
}
