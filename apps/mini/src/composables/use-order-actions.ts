import { ORDER_ACTION_WORDS, type OrderAction, type OrderCard } from '@lilong/shared'
import { addCartItem } from '@/api/cart'
import { Refusal, sentence } from '@/api/failures'
import { confirmReceipt } from '@/api/orders'
import { cancelTrade } from '@/api/trades'
import { choose, confirm, praise, toast } from '@/feedback'
import { goCart } from '@/navigation'
import { Intent } from '@/rules/intent'
import { useCart } from '@/stores/cart'
import { payTrade } from './pay-trade'
import { useOnce } from './use-once'

const CANCEL_REASONS = ['不想要了', '商品选错了', '地址填错了', '付款遇到问题', '其他原因']

/** What a buyer can do with an order, from its card and from its page. `changed` is told when the order is another one afterwards. */
export function useOrderActions(changed: (order: OrderCard) => Promise<void> | void) {
  const intents = { cancel: new Intent(), receive: new Intent(), buyAgain: new Intent() }
  const { isBusy, run } = useOnce()

  async function cancel(order: OrderCard): Promise<void> {
    const chosen = await choose(CANCEL_REASONS)
    const reason = chosen === null ? undefined : CANCEL_REASONS[chosen]
    if (!reason) return
    await cancelTrade(order.trade_id, reason, intents.cancel.keyFor([order.trade_id, reason]))
    toast('订单已取消')
    await changed(order)
  }

  async function receive(order: OrderCard): Promise<void> {
    const isSure = await confirm({ title: '确认收到货了吗？', content: '确认后货款会结算给商家', confirmText: '确认收货' })
    if (!isSure) return
    await confirmReceipt(order.id, intents.receive.keyFor(order.id))
    praise('已确认收货')
    await changed(order)
  }

  /** Everything of the order that can still be bought goes into the cart; what cannot is said. */
  async function buyAgain(order: OrderCard): Promise<void> {
    const left: string[] = []
    for (const { sku_id, quantity, title } of order.lines) {
      const item = { sku_id, quantity }
      await addCartItem(item, intents.buyAgain.keyFor([order.id, item])).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        left.push(`${title}：${sentence(error)}`)
      })
    }
    intents.buyAgain.fulfilled()
    if (left.length) await confirm({ title: '有些商品买不到了', content: left.join('\n'), confirmText: '知道了', cancelText: '关闭' })
    if (left.length === order.lines.length) return
    await useCart().refreshIfKnown()
    goCart()
  }

  const acts: Record<OrderAction, (order: OrderCard) => Promise<void>> = {
    pay: (order) => payTrade(order.trade_id, 'open'),
    cancel,
    confirm_receipt: receive,
    buy_again: buyAgain,
  }

  const act = (order: OrderCard, action: OrderAction) => run(() => acts[action](order))

  /** The acts that found no place as buttons. */
  async function offer(order: OrderCard, actions: readonly OrderAction[]): Promise<void> {
    const chosen = await choose(actions.map((action) => ORDER_ACTION_WORDS[action]))
    const action = chosen === null ? undefined : actions[chosen]
    if (action) await act(order, action)
  }

  return { isBusy, act, offer }
}
