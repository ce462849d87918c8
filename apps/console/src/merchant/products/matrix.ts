/** The specification matrix: every combination of the dimensions' values is a row; what was typed survives renaming and adding. */

export interface ValueDraft {
  /** Stays the same while the name is edited. */
  key: string
  name: string
  media_id: number | null
}

export interface DimensionDraft {
  key: string
  name: string
  values: ValueDraft[]
}

/** A row as it is typed: amounts in yuan, numbers as text. */
export interface SkuCells {
  code: string
  price: string
  list_price: string
  cost: string
  weight: string
  limit: string
  /** Only for rows that the server does not know yet. */
  stock: string
}

export interface SkuDraft extends SkuCells {
  id: number | null
  /** Keys of its values, one per dimension. */
  values: string[]
}

export const EMPTY_CELLS: SkuCells = { code: '', price: '', list_price: '', cost: '', weight: '', limit: '', stock: '' }

let lastKey = 0

/** A key that no other dimension or value of this page has. */
export function freshKey(): string {
  lastKey += 1
  return `v${lastKey}`
}

/** Every combination of the values, the first dimension changing slowest. Without dimensions there is one, empty. */
export function combinations(dimensions: readonly DimensionDraft[]): string[][] {
  return dimensions
    .filter((dimension) => dimension.values.length > 0)
    .reduce<string[][]>((rows, dimension) => rows.flatMap((row) => dimension.values.map((value) => [...row, value.key])), [[]])
}

const isPartOf = (part: readonly string[], whole: readonly string[]) => part.every((key) => whole.includes(key))

/** The cells that a new combination starts with: those of the row it grew out of or shrank to, but never its code or stock. */
function inherited(values: string[], rows: readonly SkuDraft[]): SkuCells {
  const relative = rows.find((row) => isPartOf(row.values, values) || isPartOf(values, row.values))
  return relative ? { ...EMPTY_CELLS, price: relative.price, list_price: relative.list_price, cost: relative.cost, weight: relative.weight, limit: relative.limit } : EMPTY_CELLS
}

/** The rows for the dimensions as they are now. */
export function rebuild(dimensions: readonly DimensionDraft[], rows: readonly SkuDraft[]): SkuDraft[] {
  const known = new Map(rows.map((row) => [row.values.join(), row]))
  return combinations(dimensions).map((values) => known.get(values.join()) ?? { id: null, values, ...inherited(values, rows) })
}

/** The names of a row's values, in the order of the dimensions. */
export function specOf(row: SkuDraft, dimensions: readonly DimensionDraft[]): string[] {
  const names = new Map(dimensions.flatMap((dimension) => dimension.values.map((value) => [value.key, value.name.trim()])))
  return row.values.map((key) => names.get(key) ?? '')
}

/** How many rows the first cell of this row covers: its first value's run, or 0 when a row above covers it. */
export function firstCellSpan(rows: readonly SkuDraft[], index: number): number {
  const first = rows[index]?.values[0]
  if (first === undefined || (rows[index]?.values.length ?? 0) < 2) return 1
  if (rows[index - 1]?.values[0] === first) return 0
  return rows.filter((row) => row.values[0] === first).length
}

/** The rows that a bulk fill reaches: all, or those with a value. */
export function rowsWith(rows: readonly SkuDraft[], valueKey: string): SkuDraft[] {
  return valueKey === '' ? [...rows] : rows.filter((row) => row.values.includes(valueKey))
}

/** Writes the cells that are filled in into the rows; stock only where the server does not keep it yet. */
export function fill(rows: readonly SkuDraft[], cells: Partial<SkuCells>): void {
  const given = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''))
  for (const row of rows) {
    const { stock, ...rest } = given
    Object.assign(row, rest, row.id === null && stock !== undefined ? { stock } : {})
  }
}
