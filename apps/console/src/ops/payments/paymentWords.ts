/** Payments, refunds, notices and repairs in words. */
import type { Tone } from '@/kit/StatusPill.vue'
import type { PaymentState } from './payments'

interface Word {
  word: string
  tone: Tone
}

export const PAYMENT_STATES: Record<PaymentState, Word> = {
  opening: { word: '正在下单', tone: 'grey' },
  prepared: { word: '等待付款', tone: 'amber' },
  paid: { word: '已支付', tone: 'green' },
  closed: { word: '已关闭', tone: 'grey' },
}

const REFUND_STATES: Record<string, Word> = {
  asked: { word: '已提出', tone: 'amber' },
  processing: { word: '退款中', tone: 'amber' },
  succeeded: { word: '已退款', tone: 'green' },
  abnormal: { word: '退款异常', tone: 'red' },
  closed: { word: '已关闭', tone: 'grey' },
}

const NOTICES: Record<string, string> = { 'TRANSACTION.SUCCESS': '付款成功通知', 'REFUND.SUCCESS': '退款成功通知', 'REFUND.ABNORMAL': '退款异常通知', 'REFUND.CLOSED': '退款关闭通知' }

const OUTCOMES: Record<string, string> = {
  applied: '已入账',
  repeated: '重复，没有再入账',
  unmatched: '没有对应单据，已列入待修复',
  mismatch: '金额不一致，已列入待修复',
  unpaid: '还没有付款',
  ignored: '与本平台无关',
}

const REPAIR_KINDS: Record<string, Word & { what: string; advice: string }> = {
  paid_unmatched: { word: '付款无单', tone: 'red', what: '微信通知已付款，系统里没有对应的支付单', advice: '到微信商户平台核对后退回买家' },
  late_paid: { word: '关单后付款', tone: 'amber', what: '订单关闭后才收到付款', advice: '系统会自动原路退回，请确认退款结果' },
  amount_mismatch: { word: '金额不一致', tone: 'red', what: '微信收到的金额和订单应付不一样', advice: '核对订单和微信账单，联系买家补差或退款' },
  refund_failed: { word: '退款失败', tone: 'red', what: '微信没有完成退款', advice: '按微信给出的原因处理后重新退款' },
  sharing_failed: { word: '分账失败', tone: 'red', what: '微信没有完成分账', advice: '到微信商户平台查看原因，系统每小时会再试一次' },
}

export const isPaymentState = (word: string): word is PaymentState => word in PAYMENT_STATES
export const paymentWord = (state: string): Word => (isPaymentState(state) ? PAYMENT_STATES[state] : { word: state, tone: 'grey' })
export const refundWord = (state: string): Word => REFUND_STATES[state] ?? { word: state, tone: 'grey' }
export const noticeWord = (kind: string): string => NOTICES[kind] ?? kind
export const outcomeWord = (outcome: string): string => OUTCOMES[outcome] ?? outcome
export const repairWord = (kind: string) => REPAIR_KINDS[kind] ?? { word: kind, tone: 'grey' as Tone, what: '—', advice: '请联系技术人员' }
