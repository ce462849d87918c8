import { createPinia } from 'pinia'
import { createSSRApp } from 'vue'
import { reportFault } from '@/api/client-errors'
import { resumeVisit } from '@/api/session'
import { platform } from '@/platform'
import App from './App.vue'

export function createApp() {
  platform.watchFaults(reportFault)
  resumeVisit()
  const app = createSSRApp(App)
  app.use(createPinia())
  app.config.errorHandler = (error) => {
    console.error(error)
    reportFault(error)
  }
  return { app }
}
