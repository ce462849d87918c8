import type { Region } from '@lilong/shared'
import type { RegionPath } from './address-parser'

/** The path to a district by its code. */
export function pathTo(provinces: readonly Region[], code: string): RegionPath | null {
  for (const province of provinces) {
    for (const city of province.children ?? []) {
      const district = city.children?.find((one) => one.code === code)
      if (district) return [province, city, district]
    }
  }
  return null
}

/** Cities that only exist in tables: nobody writes them. */
const UNSPOKEN_CITY = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/

/** "上海市静安区", "浙江省杭州市西湖区": a municipality is not said twice. */
export function regionText(province: string, city: string, district: string): string {
  const isSpoken = city !== province && !UNSPOKEN_CITY.test(city)
  return `${province}${isSpoken ? city : ''}${district}`
}
