import { start } from '@/kit/bootstrap'
import OpsConsole from './OpsConsole.vue'
import { router } from './router'

start(OpsConsole, router)
