/** Starts a console: the server's clock first, then Vue with its router, in the styles of the house. */
import { createApp } from 'vue'
import type { Router } from 'vue-router'
import { startClock } from '@/kit/clock'
import '@/kit/base.css'
import '@/kit/grid.css'
import '@/kit/tokens.css'
import type { Account } from './account'
import ConsoleRoot from './ConsoleRoot.vue'

export async function start(account: Account, router: Router): Promise<void> {
  await startClock()
  createApp(ConsoleRoot, { account }).use(router).mount('#app')
}
