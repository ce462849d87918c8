import { start } from '@/kit/bootstrap'
import MerchantConsole from './MerchantConsole.vue'
import { router } from './router'

void start(MerchantConsole, router)
