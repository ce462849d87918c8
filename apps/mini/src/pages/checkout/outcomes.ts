import type { Trade } from '@lilong/shared'
import type { IconName } from '@/components/icons/names'

export type Outcome = 'waiting' | 'paid' | 'unpaid' | 'closed' | 'unsure'

export interface OutcomeWords {
  icon: IconName
  tone: 'green' | 'amber' | 'grey'
  title: string
  advice: string
}

export const OUTCOMES: Record<Outcome, OutcomeWords> = {
  waiting: { icon: 'clock', tone: 'amber', title: '正在确认支付结果', advice: '通常几秒钟就好，请稍候' },
  paid: { icon: 'check', tone: 'green', title: '支付成功', advice: '商家收到订单了，会尽快发货' },
  unpaid: { icon: 'clock', tone: 'amber', title: '还没有收到付款', advice: '如果已经付款，结果可能晚一点到，不会重复扣款' },
  closed: { icon: 'info', tone: 'grey', title: '订单已关闭', advice: '如果已经付款，钱会原路退回' },
  unsure: { icon: 'info', tone: 'grey', title: '暂时查不到支付结果', advice: '付款和订单都不会丢，稍后可以在订单里查看' },
}

/** What to say of a trade, while waiting and after. */
export function outcomeOf(trade: Trade | null, isWaiting: boolean): Outcome {
  if (trade?.state === 'paid') return 'paid'
  if (trade?.state === 'closed') return 'closed'
  if (isWaiting) return 'waiting'
  return trade?.state === 'open' ? 'unpaid' : 'unsure'
}
