import type { Trade } from '@lilong/shared'

/** After a cancelled sheet one question is enough. */
export const ONCE: readonly number[] = []

/** WeChat's notice is often a moment behind the sheet. Milliseconds before each further question; ten seconds in all. */
export const TEN_SECONDS: readonly number[] = [1_000, 1_500, 2_000, 2_500, 3_000]

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const isDecided = ({ state }: Trade) => state === 'paid' || state === 'closed'

/** Ask until the trade is paid or closed, the pauses are used up or the page is left. A question that fails is asked again, the last one fails. */
export async function pollPayment(
  ask: () => Promise<Trade>,
  tell: (trade: Trade) => void,
  isOver: () => boolean,
  pausesMs: readonly number[],
): Promise<void> {
  let failure: unknown = null
  for (const wait of [0, ...pausesMs]) {
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
