/** Starts a console: Vue with its router, Element Plus in Chinese (see ConsoleRoot), the styles of the house. */
import { createApp, type Component } from 'vue'
import type { Router } from 'vue-router'
import { startClock } from './clock'
import './base.css'
import './grid.css'
import './tokens.css'

export async function start(root: Component, router: Router): Promise<void> {
  await startClock()
  createApp(root).use(router).mount('#app')
}
