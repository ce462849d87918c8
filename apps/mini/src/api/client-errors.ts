import { asError } from './failures'
import { send } from './transport'

/** A phone that fails in a loop must not flood the server. */
const MOST_PER_LAUNCH = 5

const told = new Set<string>()

function currentPage(): string {
  const pages = getCurrentPages()
  return pages[pages.length - 1]?.route ?? ''
}

/** Tell the server of a fault in this program: what and where, nothing about the person. Never fails itself. */
export function reportFault(fault: unknown): void {
  const error = asError(fault)
  if (told.size >= MOST_PER_LAUNCH || told.has(error.message)) return
  told.add(error.message)
  const body = {
    message: error.message.slice(0, 500),
    stack: (error.stack ?? '').slice(0, 4_000),
    page: currentPage(),
    version: __APP_VERSION__,
  }
  void send({ method: 'POST', path: '/client-errors', body }, null).catch(() => undefined)
}
