/** Starts a console: Vue with its router, Element Plus in Chinese (see ConsoleRoot), the styles of the house. */
import { createApp, type Component } from 'vue'
import type { Router } from 'vue-router'
import './base.css'
import './grid.css'
import './tokens.css'

export function start(root: Component, router: Router): void {
  createApp(root).use(router).mount('#app')
}
