import type { Trade } from '@lilong/shared'

/** WeChat's notice is often a moment behind the sheet. Milliseconds before each further question; ten seconds in all. */
const PAUSES_MS = [1_000, 1_500, 2_000, 2_500, 3_000]

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const isDecided = ({ state }: Trade) => state === 'paid' || state === 'closed'

/** Ask until the trade is paid or closed, the time is up or the page is left. A question that fails is asked again, the last one fails. */
export async function pollPayment(ask: () => Promise<Trade>, tell: (trade: Trade) => void, isOver: () => boolean): Promise<void> {
  let failure: unknown = null
  for (const wait of [0, ...PAUSES_MS]) {
    await pause(wait)
    if (isOver()) return
    failure = null
    const trade = await ask().catch((error: unknown) => {
      failure = error
      return null
    })
    if (trade) tell(trade)
    if (trade && isDecided(trade)) return
  }
  if (failure) throw failure
}
