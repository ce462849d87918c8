import { formatBadge, type Cart, type CartItem, type WantedItem } from '@lilong/shared'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import * as api from '@/api/cart'
import { isSignedIn, signOutHooks } from '@/api/session'
import { toast } from '@/feedback'
import { platform } from '@/platform'
import { Intent } from '@/rules/intent'

/** An item that somebody put in before he was known; kept while he visits the sign-in page, and put in on return. */
const WAITING = 'lilong.cart.waiting'
const CART_TAB = 2

function showBadge(count: number): void {
  const text = formatBadge(count)
  // Fails on pages without a tab bar; the next tab page shows it.
  const quiet = { index: CART_TAB, fail: () => undefined }
  if (text) uni.setTabBarBadge({ ...quiet, text })
  else uni.removeTabBarBadge(quiet)
}

function withItem(cart: Cart, changed: CartItem): Cart {
  const shops = cart.shops.map((group) => ({
    ...group,
    items: group.items.map((item) => (item.sku_id === changed.sku_id ? changed : item)),
  }))
  return { ...cart, shops }
}

/** The buyer's cart, as the server last told it. */
export const useCart = defineStore('cart', () => {
  const cart = shallowRef<Cart | null>(null)
  const itemCount = ref(0)
  const adding = new Intent()
  /** Changes go one after the other; only the answer to the last one is shown, so that fast taps do not jump back. */
  let queue: Promise<unknown> = Promise.resolve()
  let changes = 0

  function accept(fresh: Cart | null): void {
    cart.value = fresh
    itemCount.value = fresh?.item_count ?? 0
    showBadge(itemCount.value)
  }

  async function load(): Promise<void> {
    await addWaiting()
    accept(await api.fetchCart())
  }

  /** For the badge: a failure is not worth a word. */
  const refreshQuietly = () => load().catch(() => undefined)

  /** Opening a page signs nobody in just for the badge. */
  async function refreshIfKnown(): Promise<void> {
    if (isSignedIn.value) await refreshQuietly()
  }

  async function change(ask: () => Promise<Cart>): Promise<void> {
    const turn = ++changes
    const answer = queue.then(ask)
    queue = answer.catch(() => undefined)
    const fresh = await answer.catch(async (error: unknown) => {
      // What is shown may be ahead of the server: show the truth again.
      await refreshQuietly()
      throw error
    })
    if (turn === changes) accept(fresh)
  }

  async function add(item: WantedItem): Promise<void> {
    if (!isSignedIn.value && platform.signInWay === 'by_visit') uni.setStorageSync(WAITING, item)
    await change(() => api.addCartItem(item, adding.keyFor(item)))
    adding.fulfilled()
    uni.removeStorageSync(WAITING)
  }

  async function addWaiting(): Promise<void> {
    const item: WantedItem | '' = uni.getStorageSync(WAITING)
    if (!item) return
    await add(item)
    toast('已加入购物车')
  }

  /** Shown at once, told to the server behind it. */
  function put(item: CartItem, changed: Partial<Pick<CartItem, 'quantity' | 'is_selected'>>): Promise<void> {
    const next = { ...item, ...changed }
    if (cart.value) cart.value = withItem(cart.value, next)
    return change(() => api.putCartItem(next.sku_id, { quantity: next.quantity, is_selected: next.is_selected }))
  }

  const remove = (skuIds: number[]) => change(() => api.deleteCartItems(skuIds))
  const select = (isSelected: boolean, shopId: number | null) => change(() => api.selectCart(isSelected, shopId))

  signOutHooks.add(() => accept(null))

  return { cart, itemCount, load, refreshIfKnown, add, put, remove, select, showBadge: () => showBadge(itemCount.value) }
})
