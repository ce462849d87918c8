/** What goes into the next parcel: by default all that is left; several parcels by sending less. */
import type { OrderLine } from '@/api/contract'

export interface ParcelLine {
  order_line_id: number
  title: string
  spec_text: string
  /** Not yet shipped. */
  left: number
  /** Goes into this parcel. */
  quantity: number
}

export function wholeParcel(lines: readonly OrderLine[]): ParcelLine[] {
  return lines
    .map((line) => ({ line, left: line.quantity - line.shipped_quantity }))
    .filter(({ left }) => left > 0)
    .map(({ line, left }) => ({ order_line_id: line.id, title: line.title, spec_text: line.spec_text, left, quantity: left }))
}

/** The lines to send: those with nothing in this parcel are left out. */
export function packed(parcel: readonly ParcelLine[]): { order_line_id: number; quantity: number }[] {
  return parcel.filter((line) => line.quantity > 0).map(({ order_line_id, quantity }) => ({ order_line_id, quantity }))
}

/** Pieces that stay behind for a later parcel. */
export function leftBehind(parcel: readonly ParcelLine[]): number {
  return parcel.reduce((sum, line) => sum + line.left - line.quantity, 0)
}
