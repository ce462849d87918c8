import type { Dimension, Sku } from '@lilong/shared'

/** One value per dimension; null where nothing is chosen yet. */
export type Choice = (string | null)[]

/** How an option looks in the sheet. Impossible: no SKU combines it with the rest; sold out: one does, but none is left. */
export type OptionState = 'chosen' | 'open' | 'sold_out' | 'impossible'

function fits(sku: Sku, choice: Choice): boolean {
  return choice.every((value, at) => value === null || sku.spec[at] === value)
}

function withValue(choice: Choice, at: number, value: string | null): Choice {
  return choice.map((former, index) => (index === at ? value : former))
}

/** The SKU that a complete choice names. */
export function chosenSku(skus: readonly Sku[], choice: Choice): Sku | null {
  if (choice.includes(null)) return null
  return skus.find((sku) => fits(sku, choice)) ?? null
}

/** What may still come out of a choice that is not complete. */
export function candidates(skus: readonly Sku[], choice: Choice): Sku[] {
  return skus.filter((sku) => fits(sku, choice))
}

/** The state of one option beside what is chosen in the *other* dimensions. */
export function optionState(skus: readonly Sku[], choice: Choice, at: number, value: string): OptionState {
  const left = candidates(skus, withValue(choice, at, value))
  if (!left.length) return 'impossible'
  if (left.every((sku) => sku.available === 0)) return 'sold_out'
  return choice[at] === value ? 'chosen' : 'open'
}

/** Tap an option: choose it, or take it back when it was chosen. */
export function toggle(choice: Choice, at: number, value: string): Choice {
  return withValue(choice, at, choice[at] === value ? null : value)
}

/** What to begin with: dimensions of one value are chosen already, and so is the only SKU that can be bought. */
export function firstChoice(dimensions: readonly Dimension[], skus: readonly Sku[]): Choice {
  const buyable = skus.filter((sku) => sku.available > 0)
  const [only] = buyable
  if (buyable.length === 1 && only) return [...only.spec]
  return dimensions.map(({ values }) => (values.length === 1 ? (values[0]?.name ?? null) : null))
}

/** The names of the dimensions in which nothing is chosen yet. */
export function missingDimensions(dimensions: readonly Dimension[], choice: Choice): string[] {
  return dimensions.filter((_, at) => choice[at] === null).map(({ name }) => name)
}

/** "雾蓝没有黑色铁艺，可选砖红、燕麦灰": why an option is struck, and with what it would go. Empty for options that are open. */
export function whyImpossible(dimensions: readonly Dimension[], skus: readonly Sku[], choice: Choice, at: number): string {
  const dimension = dimensions[at]
  const struck = dimension?.values.find(({ name }) => optionState(skus, choice, at, name) === 'impossible')
  if (!struck) return ''
  const blocker = choice.findIndex((value, index) => index !== at && value !== null && !hasPair(skus, index, value, at, struck.name))
  const blocking = choice[blocker]
  if (!blocking) return ''
  const others = new Set(skus.filter((sku) => sku.spec[at] === struck.name && sku.available > 0).map((sku) => sku.spec[blocker]))
  return others.size ? `${blocking}没有${struck.name}，可选${[...others].join('、')}` : `${blocking}没有${struck.name}`
}

function hasPair(skus: readonly Sku[], at: number, value: string, otherAt: number, other: string): boolean {
  return skus.some((sku) => sku.spec[at] === value && sku.spec[otherAt] === other)
}

/** The most pieces of a SKU that can be taken at once: stock and limit per buyer. */
export function mostPieces(sku: Pick<Sku, 'available' | 'limit_per_buyer'>): number {
  return Math.min(sku.available, sku.limit_per_buyer ?? Number.MAX_SAFE_INTEGER, 999)
}
