/** Money is integer fen everywhere; yuan exist only in the strings made here. */

/** The digits of an amount, parted so that 角分 can be set smaller. */
export interface AmountParts {
  /** Whole yuan with thousands separators: "1,234". */
  yuan: string
  /** Always two digits: "50". */
  cents: string
}

/** Part an amount of fen. Throws when it is negative or not whole: a sign is shown by the words around an amount. */
export function amountParts(fen: number): AmountParts {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`not an amount of fen: ${fen}`)
  const yuan = String(Math.trunc(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return { yuan, cents: String(fen % 100).padStart(2, '0') }
}

/** An amount on a bill: "¥1,234.50". */
export function formatFen(fen: number): string {
  const { yuan, cents } = amountParts(fen)
  return `¥${yuan}.${cents}`
}

/** The cents as a shelf label shows them: "" for whole yuan, "8" for 80 fen, "05" for 5 fen. */
export function shortCents(cents: string): string {
  return cents === '00' ? '' : cents.replace(/0$/, '')
}

/** A price on a shelf label, without idle zeros: "¥899", "¥45.8". */
export function formatPrice(fen: number): string {
  const { yuan, cents } = amountParts(fen)
  const short = shortCents(cents)
  return short ? `¥${yuan}.${short}` : `¥${yuan}`
}
