import { start } from '@/account/start'
import { account } from './account/account'
import { router } from './router'

void start(account, router)
