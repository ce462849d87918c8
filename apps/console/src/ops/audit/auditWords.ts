/** The audit in words: who, did what. */

const ACTORS: Record<string, string> = { buyer: '买家', staff: '店员', operator: '运营', clock: '定时任务', system: '系统' }

const ACTIONS: Record<string, string> = {
  'application.approved': '通过入驻申请',
  'application.rejected': '退回入驻申请',
  'application.submitted': '提交入驻申请',
  'commission.set': '设置佣金',
  'job.retry': '重试后台任务',
  'order.address_view': '查看收货人信息',
  'order.note': '修改订单备注',
  'order.ship': '发货',
  'password.changed': '修改密码',
  'product.created': '新建商品',
  'product.saved': '修改商品',
  'settlement.run': '发起结算',
  'shop.founded': '建立店铺',
  'stock.adjusted': '调整库存',
}

export const ACTOR_KINDS = Object.entries(ACTORS).map(([value, label]) => ({ value, label }))
export const KNOWN_ACTIONS = Object.entries(ACTIONS).map(([value, label]) => ({ value, label }))

export function actorWords(kind: string, id: number): string {
  return id ? `${ACTORS[kind] ?? kind} ${id}` : (ACTORS[kind] ?? kind)
}

/** An action that has no words here is shown by its own name: the audit hides nothing. */
export const actionWords = (action: string): string => ACTIONS[action] ?? action

/** A value of the audit as a person can read it. */
export function valueWords(value: unknown): string {
  return value === null || value === undefined ? '—' : JSON.stringify(value, null, 2)
}
