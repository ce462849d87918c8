/** Every page of a shop, with the permission it needs. */
import { Box, Goods, HomeFilled, List, Setting, UserFilled, Van, Wallet } from '@element-plus/icons-vue'
import SecurityPage from '@/account/SecurityPage.vue'
import type { ConsolePage } from '@/kit/pages'
import { account } from './account/account'

export const SHOP_PAGES: ConsolePage[] = [
  { path: 'home', title: '首页', section: '', permission: 'shop.view', icon: HomeFilled, component: () => import('./home/HomePage.vue') },
  { path: 'orders', title: '订单', section: '交易', permission: 'orders.view', icon: List, component: () => import('./orders/OrdersPage.vue') },
  { path: 'products', title: '商品', section: '经营', permission: 'products.view', icon: Goods, component: () => import('./products/ProductsPage.vue') },
  { path: 'products/new', title: '发布商品', section: '商品', permission: 'products.edit', under: 'products', component: () => import('./products/ProductFormPage.vue') },
  {
    path: 'products/:productId(\\d+)',
    title: '编辑商品',
    section: '商品',
    permission: 'products.view',
    under: 'products',
    component: () => import('./products/ProductFormPage.vue'),
  },
  { path: 'stock', title: '库存', section: '经营', permission: 'products.view', icon: Box, component: () => import('./stock/StockPage.vue') },
  { path: 'freight', title: '运费模板', section: '经营', permission: 'products.view', icon: Van, component: () => import('./freight/FreightPage.vue') },
  { path: 'money', title: '资金', section: '店铺', permission: 'money.view', icon: Wallet, component: () => import('./money/MoneyPage.vue') },
  { path: 'shop', title: '店铺资料', section: '店铺', permission: 'shop.view', icon: Setting, component: () => import('./shop/ShopPage.vue') },
  { path: 'staff', title: '店员与权限', section: '店铺', permission: 'staff.edit', icon: UserFilled, component: () => import('./staff/StaffPage.vue') },
  { path: 'security', title: '账号与安全', section: '', component: SecurityPage, props: { account } },
]
