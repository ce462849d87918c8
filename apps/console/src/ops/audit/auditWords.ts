/** The audit in words: who, did what. */

const ACTORS: Record<string, string> = { buyer: '买家', staff: '店员', operator: '运营', clock: '定时任务', system: '系统' }

const ACTIONS: Record<string, string> = {
  'application.approved': '通过入驻申请',
  'application.rejected': '退回入驻申请',
  'commission.set': '设置佣金',
  'freight_template.created': '新建运费模板',
  'freight_template.saved': '修改运费模板',
  'job.retry': '重试后台任务',
  'member.added': '添加店员',
  'member.changed': '更换店员角色',
  'member.removed': '移除店员',
  'operator.added': '添加员工',
  'operator.changed': '更换员工角色',
  'operator.removed': '移除员工',
  'order.address_view': '查看收货人信息',
  'order.note': '修改订单备注',
  'order.ship': '发货',
  'password.changed': '修改密码',
  'product.created': '新建商品',
  'product.delisted': '下架商品',
  'product.listed': '上架商品',
  'product.saved': '修改商品',
  'role.changed': '修改角色',
  'role.created': '新建角色',
  'role.deleted': '删除角色',
  'settlement.run': '发起结算',
  'shop.edited': '修改店铺资料',
  'shop.founded': '建立店铺',
  'shop.frozen': '冻结店铺',
  'shop.opened': '店铺开业',
  'shop.unfrozen': '解冻店铺',
  'stock.adjusted': '调整库存',
  'totp.turned_off': '关闭两步验证',
  'totp.turned_on': '开启两步验证',
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
