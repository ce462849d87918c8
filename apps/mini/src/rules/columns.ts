import type { ProductCard } from '@lilong/shared'

/** A card with the height of its picture, in rpx. */
export interface PlacedCard {
  goods: ProductCard
  pictureHeight: number
}

const PICTURE_WIDTH = 343
const LOWEST = 300
const HIGHEST = 400
/** Title, price and shop below a picture, in rpx; only has to be about right. */
const TEXT_HEIGHT = 190

function pictureHeight({ picture }: ProductCard): number {
  const natural = (PICTURE_WIDTH * picture.height) / (picture.width || 1)
  return Math.round(Math.min(HIGHEST, Math.max(LOWEST, natural || PICTURE_WIDTH)))
}

/** Put cards into two columns, each below the shorter one. More cards never move those that are placed. */
export function twoColumns(items: readonly ProductCard[]): [PlacedCard[], PlacedCard[]] {
  const columns: [PlacedCard[], PlacedCard[]] = [[], []]
  const heights: [number, number] = [0, 0]
  for (const goods of items) {
    const placed = { goods, pictureHeight: pictureHeight(goods) }
    const shorter = heights[1] < heights[0] ? 1 : 0
    columns[shorter].push(placed)
    heights[shorter] += placed.pictureHeight + TEXT_HEIGHT
  }
  return columns
}
