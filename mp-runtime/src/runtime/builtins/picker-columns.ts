import { REGIONS } from './regions'

export interface Columns {
  columns: string[][]
  value: number[]
}

type Fields = 'year' | 'month' | 'day'

const pad = (amount: number): string => String(amount).padStart(2, '0')
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_none, step) => from + step)
const clamp = (index: number, rows: unknown[]): number => Math.min(Math.max(0, index), Math.max(0, rows.length - 1))

/** Text of one entry of `range`, which may be objects with `range-key`. */
export function rowText(entry: unknown, key: string): string {
  if (key === '' || typeof entry !== 'object' || entry === null) return String(entry ?? '')
  return String((entry as Record<string, unknown>)[key] ?? '')
}

/** Hours and minutes; value like `08:30`. */
export function timeColumns(value: string): Columns {
  const [hour = 0, minute = 0] = value.split(':').map(Number)
  const columns = [numbers(0, 23).map(pad), numbers(0, 59).map(pad)]
  return { columns, value: [clamp(hour, columns[0] ?? []), clamp(minute, columns[1] ?? [])] }
}

export const timeText = ([hour = 0, minute = 0]: number[]): string => `${pad(hour)}:${pad(minute)}`

const FIRST_YEAR = 1900
const LAST_YEAR = 2100

export class DateColumns {
  private readonly years: number[]

  constructor(
    start: string,
    end: string,
    private readonly fields: Fields,
  ) {
    this.years = numbers(Number.parseInt(start, 10) || FIRST_YEAR, Number.parseInt(end, 10) || LAST_YEAR)
  }

  private daysIn(year: number, month: number): number {
    return new Date(year, month, 0).getDate()
  }

  /** Columns for a date like `2026-11-24`; an unreadable one means the first. */
  of(text: string): Columns {
    const [year = 0, month = 1, day = 1] = text.split('-').map((part) => Number.parseInt(part, 10) || 1)
    return this.at([Math.max(0, this.years.indexOf(year)), month - 1, day - 1])
  }

  /** Columns with the days of the month chosen. */
  at([yearIndex = 0, monthIndex = 0, dayIndex = 0]: number[]): Columns {
    const days = numbers(1, this.daysIn(this.years[yearIndex] ?? FIRST_YEAR, monthIndex + 1))
    const all = [
      this.years.map((one) => `${one}年`),
      numbers(1, 12).map((one) => `${one}月`),
      days.map((one) => `${one}日`),
    ]
    const count = { year: 1, month: 2, day: 3 }[this.fields]
    return { columns: all.slice(0, count), value: [yearIndex, monthIndex, clamp(dayIndex, days)].slice(0, count) }
  }

  text([yearIndex = 0, monthIndex = 0, dayIndex = 0]: number[]): string {
    const parts = [String(this.years[yearIndex] ?? FIRST_YEAR), pad(monthIndex + 1), pad(dayIndex + 1)]
    return parts.slice(0, { year: 1, month: 2, day: 3 }[this.fields]).join('-')
  }
}

/** Province, city and district; the sample of regions is enough to drive a form. */
export function regionColumns([province = 0, city = 0, district = 0]: number[]): Columns {
  const provinces = Object.keys(REGIONS)
  const cities = REGIONS[provinces[province] ?? ''] ?? {}
  const cityNames = Object.keys(cities)
  const cityIndex = clamp(city, cityNames)
  const districts = (cities[cityNames[cityIndex] ?? ''] ?? []).map(([name]) => name)
  return { columns: [provinces, cityNames, districts], value: [province, cityIndex, clamp(district, districts)] }
}

export function regionIndexes(names: unknown[]): number[] {
  const province = Math.max(0, Object.keys(REGIONS).indexOf(String(names[0] ?? '')))
  const cities = Object.entries(REGIONS)[province]?.[1] ?? {}
  const city = Math.max(0, Object.keys(cities).indexOf(String(names[1] ?? '')))
  const districts = Object.values(cities)[city] ?? []
  return [
    province,
    city,
    Math.max(
      0,
      districts.findIndex(([name]) => name === names[2]),
    ),
  ]
}

/** What the change event of a region picker carries: names and division codes (GB/T 2260). */
export function regionDetail(value: number[]) {
  const { columns } = regionColumns(value)
  const names = columns.map((rows, column) => rows[value[column] ?? 0] ?? '')
  const district = (REGIONS[names[0] ?? '']?.[names[1] ?? ''] ?? [])[value[2] ?? 0]
  const districtCode = district?.[1] ?? ''
  return {
    value: names,
    code: [`${districtCode.slice(0, 2)}0000`, `${districtCode.slice(0, 4)}00`, districtCode],
    postcode: '',
  }
}
