import { clockTime, formatWait, type Order, type OrderAction, type OrderCard } from '@lilong/shared'
import type { IconName } from '@/components/icons/names'

/** The one next action is filled, one more an outline, the rest under 更多. */
export interface ActionPlaces {
  first: OrderAction | null
  second: OrderAction | null
  rest: OrderAction[]
}

const BY_WEIGHT: OrderAction[] = ['pay', 'confirm_receipt', 'buy_again', 'cancel']

export function placeActions(possible: readonly OrderAction[]): ActionPlaces {
  const [first = null, second = null, ...rest] = BY_WEIGHT.filter((action) => possible.includes(action))
  return { first, second, rest }
}

export type Tone = 'brick' | 'green' | 'amber' | 'grey'

const STATE_TONES: Record<OrderCard['state'], Tone> = {
  unpaid: 'brick',
  to_ship: 'green',
  partly_shipped: 'green',
  shipped: 'green',
  completed: 'grey',
  closed: 'grey',
}

export const stateTone = ({ state }: OrderCard) => STATE_TONES[state]

export interface Strip {
  icon: IconName
  tone: 'green' | 'amber'
  text: string
}

/** The one strip on a card: amber waits for the buyer, green moves by itself. */
export function stripOf(order: OrderCard): Strip | null {
  if (order.state === 'unpaid' && order.pay_by) {
    return { icon: 'clock', tone: 'amber', text: `请在 ${clockTime(Date.parse(order.pay_by))} 前付款，超时自动取消` }
  }
  if (order.state === 'to_ship') return { icon: 'parcel', tone: 'green', text: '商家正在备货，会尽快发出' }
  if (order.state === 'partly_shipped') return { icon: 'truck', tone: 'green', text: '一部分已发出，其余正在备货' }
  if (order.state === 'shipped') return { icon: 'truck', tone: 'green', text: '商品已发出，收到后请确认收货' }
  return null
}

export interface Headline {
  icon: IconName
  title: string
  note: string
}

/** The state of an order as a sentence, and what happens next by itself. */
export function headlineOf(order: Order, nowMs: number): Headline {
  switch (order.state) {
    case 'unpaid':
      return { icon: 'wallet', title: '等待付款', note: order.pay_by ? `请在 ${clockTime(Date.parse(order.pay_by))} 前付款，超时自动取消` : '' }
    case 'to_ship':
      return { icon: 'parcel', title: '等待商家发货', note: '商家会尽快发出，发出后这里能看到包裹' }
    case 'partly_shipped':
      return { icon: 'truck', title: '部分商品已发出', note: '其余商品正在备货' }
    case 'shipped':
      return { icon: 'truck', title: '商品已发出', note: receiptNote(order, nowMs) }
    case 'completed':
      return { icon: 'check', title: '交易完成', note: '感谢你的光顾' }
    case 'closed':
      return { icon: 'info', title: '订单已关闭', note: order.close_reason ?? '' }
  }
}

function receiptNote(order: Order, nowMs: number): string {
  const leftMs = order.auto_receive_at ? Date.parse(order.auto_receive_at) - nowMs : 0
  return leftMs > 0 ? `剩 ${formatWait(leftMs)}自动确认收货` : '收到后请确认收货'
}

/** 应付 before payment, 实付 after. A closed order that was never paid stays 应付. */
export const payableWord = (order: OrderCard) => (order.state === 'unpaid' || order.state === 'closed' ? '应付' : '实付')
