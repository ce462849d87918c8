/** Amounts on screen, which on a console may be negative. Inside the program an amount is always an integer of fen. */
import { amountParts, type AmountParts } from '@lilong/shared'

export interface MoneyParts extends AmountParts {
  sign: '' | '-'
}

/** The pieces of an amount: sign, yuan with thousands separators, two digits of 角分. */
export function moneyParts(fen: number): MoneyParts {
  return { sign: fen < 0 ? '-' : '', ...amountParts(Math.abs(fen)) }
}

/** 123450 → "¥1,234.50"; the minus stands in front: "-¥20.00". */
export function formatFen(fen: number): string {
  const { sign, yuan, cents } = moneyParts(fen)
  return `${sign}¥${yuan}.${cents}`
}

/** An amount that may be absent: "—" when there is none. */
export function formatFenOrDash(fen: number | null | undefined): string {
  return fen === null || fen === undefined ? '—' : formatFen(fen)
}

/** An amount for an input field: 6900 → "69.00", without separators. */
export function fenToInput(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return ''
  const { sign, cents } = moneyParts(fen)
  return `${sign}${Math.trunc(Math.abs(fen) / 100)}.${cents}`
}

/** What a person typed as yuan, in fen; null when it is not an amount with at most two decimals. Never goes through a float. */
export function parseYuan(text: string): number | null {
  const match = /^¥?\s*(\d{1,9})(?:\.(\d{0,2}))?$/.exec(text.replace(/[,，\s]/g, ''))
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** A rate in basis points: 500 → "5.00%". */
export function formatBp(bp: number): string {
  return `${Math.trunc(bp / 100)}.${String(bp % 100).padStart(2, '0')}%`
}

/** What a person typed as a percentage, in basis points; null when it is not one with at most two decimals. */
export function parsePercent(text: string): number | null {
  return parseYuan(text.replace(/%$/, ''))
}
