/** Addresses of the operations console. */
import { createRouter, createWebHashHistory } from 'vue-router'
import { isAllowed, landingOf, routesOf } from '@/kit/pages'
import { loadMe, me } from './account/me'
import { session } from './api'
import { OPS_PAGES } from './pages'

export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/sign-in', component: () => import('./account/SignInPage.vue'), meta: { title: '登录' } },
    { path: '/', component: () => import('./OpsFrame.vue'), children: routesOf(OPS_PAGES) },
    { path: '/:rest(.*)', redirect: '/' },
  ],
})

router.beforeEach(async (to) => {
  if (to.path === '/sign-in') return true
  if (!session.state.isSignedIn) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  const { permissions } = me.value ?? (await loadMe())
  const isOpen = to.path !== '/' && isAllowed(to.meta.permission, permissions)
  return isOpen || `/${landingOf(OPS_PAGES, permissions) ?? 'security'}`
})

router.afterEach((to) => {
  document.title = `${to.meta.title ?? '里弄'} · 里弄运营平台`
})
