/** The words of an order's life: the same for shopper, merchant and operator. */

export const ORDER_STATE_WORDS = {
  unpaid: '待付款',
  to_ship: '待发货',
  partly_shipped: '部分发货',
  shipped: '待收货',
  completed: '已完成',
  closed: '已关闭',
} as const

/** Where an order stands. */
export type OrderState = keyof typeof ORDER_STATE_WORDS

export const ORDER_ACTION_WORDS = {
  pay: '去支付',
  cancel: '取消订单',
  confirm_receipt: '确认收货',
  buy_again: '再次购买',
} as const

/** What a buyer may do next with an order; the server says which are possible. */
export type OrderAction = keyof typeof ORDER_ACTION_WORDS
