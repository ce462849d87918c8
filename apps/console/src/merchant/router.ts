/** Addresses of the merchant console: the door, the application for a shop, and the pages of each shop. */
import { createRouter, createWebHashHistory, type RouteLocationNormalized } from 'vue-router'
import { isAllowed, landingOf, routesOf } from '@/kit/pages'
import { firstShop, loadMe, me, membershipOf, rememberShop } from './account/me'
import { session } from './api'
import { SHOP_PAGES } from './pages'

export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/sign-in', component: () => import('./account/SignInPage.vue'), meta: { title: '登录' } },
    { path: '/', component: { render: () => null }, beforeEnter: () => home() },
    { path: '/application', component: () => import('./application/ApplicationPage.vue'), meta: { title: '申请入驻' } },
    { path: '/security', component: () => import('./account/AccountPage.vue'), meta: { title: '账号与安全' } },
    {
      path: '/shops/:shopId(\\d+)',
      component: () => import('./ShopFrame.vue'),
      children: routesOf(SHOP_PAGES),
    },
    { path: '/:rest(.*)', redirect: '/' },
  ],
})

/** Where a signed-in person begins: his shop, or the application for one. */
function home(): string {
  const shopId = firstShop()
  return shopId === null ? '/application' : `/shops/${shopId}`
}

function shopGuard(to: RouteLocationNormalized): string | true {
  const membership = membershipOf(Number(to.params['shopId']))
  if (!membership) return '/'
  rememberShop(membership.shop_id)
  const root = `/shops/${membership.shop_id}`
  if (to.path === root || !isAllowed(to.meta.permission, membership.permissions)) {
    return `${root}/${landingOf(SHOP_PAGES, membership.permissions) ?? 'security'}`
  }
  return true
}

router.beforeEach(async (to) => {
  if (to.path === '/sign-in') return true
  if (!session.state.isSignedIn) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  if (!me.value) await loadMe()
  return to.params['shopId'] ? shopGuard(to) : true
})

router.afterEach((to) => {
  document.title = `${to.meta.title ?? '里弄'} · 里弄商家后台`
})
