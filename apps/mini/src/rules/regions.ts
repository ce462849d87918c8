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

/** "上海市静安区", "浙江省杭州市西湖区": a municipality is not said twice. */
export function regionText(province: string, city: string, district: string): string {
  const isMunicipality = city === province || city === '市辖区' || city === '县'
  return isMunicipality ? `${province}${district}` : `${province}${city}${district}`
}
