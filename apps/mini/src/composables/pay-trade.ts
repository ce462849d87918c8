import { openPayment } from '@/api/trades'
import { openPaymentResult, paymentResultPage, replaceByPaymentResult } from '@/navigation'
import { platform } from '@/platform'
import { Intent } from '@/rules/intent'

const paying = new Intent()

/**
 * Show the payment sheet for a trade, then the page that finds out what came of it: the sheet's own word is not trusted.
 * A checkout is replaced by that page, so that "back" does not order again.
 */
export async function payTrade(tradeId: number, how: 'replace' | 'open'): Promise<void> {
  const { sheet } = await openPayment(tradeId, paying.keyFor(tradeId))
  paying.fulfilled()
  const outcome = await platform.pay(sheet, paymentResultPage(tradeId))
  if (how === 'replace') replaceByPaymentResult(tradeId, outcome)
  else openPaymentResult(tradeId, outcome)
}
