/** Every page of the operations console, with the permission it needs. */
import { Coin, Document, HomeFilled, List, Notebook, Operation, Shop, Stamp, Tickets, UserFilled, WarnTriangleFilled } from '@element-plus/icons-vue'
import SecurityPage from '@/account/SecurityPage.vue'
import type { ConsolePage } from '@/kit/pages'
import { account } from './account/account'

export const OPS_PAGES: ConsolePage[] = [
  { path: 'home', title: '工作台', section: '', icon: HomeFilled, component: () => import('./home/HomePage.vue') },
  {
    path: 'applications',
    title: '入驻审核',
    section: '商家',
    permission: 'applications.view',
    icon: Stamp,
    component: () => import('./applications/ApplicationsPage.vue'),
  },
  { path: 'shops', title: '商家管理', section: '商家', permission: 'shops.view', icon: Shop, component: () => import('./shops/ShopsPage.vue') },
  { path: 'orders', title: '全部订单', section: '交易', permission: 'orders.view', icon: List, component: () => import('./orders/OrdersPage.vue') },
  { path: 'payments', title: '支付单', section: '资金', permission: 'payments.view', icon: Coin, component: () => import('./payments/PaymentsPage.vue') },
  {
    path: 'repairs',
    title: '待修复',
    section: '资金',
    permission: 'payments.view',
    icon: WarnTriangleFilled,
    component: () => import('./payments/RepairsPage.vue'),
  },
  { path: 'ledger', title: '账本', section: '资金', permission: 'ledger.view', icon: Notebook, component: () => import('./ledger/LedgerPage.vue') },
  {
    path: 'settlement',
    title: '结算',
    section: '资金',
    permission: 'settlement.view',
    icon: Tickets,
    component: () => import('./settlement/SettlementPage.vue'),
  },
  { path: 'staff', title: '员工与权限', section: '系统', permission: 'staff.edit', icon: UserFilled, component: () => import('./staff/StaffPage.vue') },
  { path: 'audit', title: '操作记录', section: '系统', permission: 'audit.view', icon: Document, component: () => import('./audit/AuditPage.vue') },
  { path: 'jobs', title: '后台任务', section: '系统', permission: 'jobs.view', icon: Operation, component: () => import('./jobs/JobsPage.vue') },
  { path: 'security', title: '账号与安全', section: '', component: SecurityPage, props: { account } },
]
