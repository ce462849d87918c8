/** An order's amounts as rows that add up. */
import type { OrderDetail } from '@/api/contract'
import type { MoneyRow } from '@/kit/MoneyRows.vue'

type Money = OrderDetail['money']

export function paidRows(money: Money): MoneyRow[] {
  return [
    { label: '商品合计', fen: money.goods_fen },
    { label: '优惠', fen: -money.discount_fen },
    { label: '运费', fen: money.freight_fen },
    { label: '买家实付', fen: money.payable_fen, isTotal: true },
  ]
}

export function incomeRows(money: Money): MoneyRow[] {
  return [
    { label: '佣金', note: '下单时固定', fen: -money.commission_fen },
    { label: '微信支付手续费', note: '按常用费率估算，以账单为准', fen: -money.fee_estimate_fen },
    { label: '预计收入', fen: money.expected_income_fen, isTotal: true },
  ]
}
