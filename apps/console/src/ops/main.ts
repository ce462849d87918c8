import { start } from '@/kit/bootstrap'
import OpsConsole from './OpsConsole.vue'
import { router } from './router'

void start(OpsConsole, router)
