import { start } from '@/kit/bootstrap'
import MerchantConsole from './MerchantConsole.vue'
import { router } from './router'

start(MerchantConsole, router)
