/** The divisions of the country: province, city, district. Read once. */
import type { Region } from '@/api/contract'

export type RegionOption = {
  value: string
  label: string
  children?: RegionOption[]
}

/** The tree as a cascader takes it, cut at `depth` levels. */
export function optionsOf(regions: readonly Region[], depth: number): RegionOption[] {
  return regions.map(({ code, name, children = [] }) => ({
    value: code,
    label: name,
    ...(depth > 1 && children.length > 0 && { children: optionsOf(children, depth - 1) }),
  }))
}

/** Names by code, for showing codes that were saved. */
export function namesOf(regions: readonly Region[]): Map<string, string> {
  const names = new Map<string, string>()
  const walk = (region: Region) => {
    names.set(region.code, region.name)
    region.children?.forEach(walk)
  }
  regions.forEach(walk)
  return names
}
