import type { Region } from '@lilong/shared'

/** Recognises name, phone, region and the rest of an address in a pasted text, such as what a friend sends in a chat. */
export interface ParsedAddress {
  name: string
  phone: string
  region: RegionPath | null
  detail: string
}

/** Province, city and district, from the top. */
export type RegionPath = [Region, Region, Region]

const PHONE = /(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/
const LABELS = /(收货人|收件人|联系人|姓名|手机号码|手机号|手机|联系电话|电话|所在地区|所在地|地区|详细地址|收货地址|地址)\s*[:：]\s*/g
const SUFFIX = /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|省|市|地区|盟)$/

/** 上海市 is also written 上海; 静安区 is never written 静安 alone, or a road name would match. */
function spellings(region: Region, isDistrict: boolean): string[] {
  const short = region.name.replace(SUFFIX, '')
  return isDistrict || short.length < 2 ? [region.name] : [region.name, short]
}

function startsWithOneOf(text: string, words: string[]): number {
  return words.find((word) => text.startsWith(word))?.length ?? 0
}

/** Regions of one level at the start of a text, each with how much of the text it takes. */
function matches(regions: readonly Region[], text: string, isDistrict: boolean): { region: Region; taken: number }[] {
  return regions
    .map((region) => ({ region, taken: startsWithOneOf(text, spellings(region, isDistrict)) }))
    .filter(({ taken }) => taken > 0)
}

interface Found {
  path: RegionPath
  taken: number
}

/** The district named at the start of a text, with its city before it or left out (as 上海市 is in 上海市静安区). */
function districtIn(province: Region, text: string): Found | null {
  for (const city of province.children ?? []) {
    const [named] = matches([city], text, false)
    for (const start of named ? [named.taken, 0] : [0]) {
      const [found] = matches(city.children ?? [], text.slice(start), true)
      if (found) return { path: [province, city, found.region], taken: start + found.taken }
    }
  }
  return null
}

function regionAt(provinces: readonly Region[], text: string): Found | null {
  for (const { region, taken } of matches(provinces, text, false)) {
    const found = districtIn(region, text.slice(taken)) ?? districtIn(region, text)
    if (found) return { path: found.path, taken: districtIn(region, text.slice(taken)) ? taken + found.taken : found.taken }
  }
  // People of a city leave its province out: 杭州市西湖区…
  for (const province of provinces) {
    const isNamed = matches(province.children ?? [], text, false).length > 0
    const found = isNamed ? districtIn(province, text) : null
    if (found) return found
  }
  return null
}

/** The first place in a text where a region begins. */
function findRegion(provinces: readonly Region[], text: string): { before: string; path: RegionPath; after: string } | null {
  for (let at = 0; at < text.length; at++) {
    const found = regionAt(provinces, text.slice(at))
    if (found) return { before: text.slice(0, at), path: found.path, after: text.slice(at + found.taken) }
  }
  return null
}

/** A name is a short piece of Chinese that does not end like a part of an address. */
function nameAmong(pieces: string[]): string {
  return pieces.find((piece) => /^[\u4e00-\u9fa5·]{2,6}$/.test(piece) && !/[路街弄号室栋楼村镇区道里巷苑园院厦座层场]$/.test(piece)) ?? ''
}

function piecesOf(text: string): string[] {
  return text.split(/[\s,，;；、|]+/).filter(Boolean)
}

/** Sort a pasted text into the fields of an address form; what is not recognised stays empty. */
export function parseAddress(text: string, provinces: readonly Region[]): ParsedAddress {
  const plain = text.replace(LABELS, ' ').trim()
  const phone = PHONE.exec(plain)
  const rest = phone ? plain.replace(phone[0], ' ') : plain
  // A chat often has spaces between 上海市 and 静安区; names stand apart at either end, so closing the gaps around regions is safe.
  const found = findRegion(provinces, rest.replace(/(省|市|自治区)\s+/g, '$1'))
  const after = piecesOf(found ? found.after : rest)
  // What follows the region directly is the address; without a region only a phone number tells that there is a person.
  const name = nameAmong(found ? [...piecesOf(found.before), ...after.slice(1)] : phone ? after : [])
  const detail = after.filter((piece) => piece !== name).join(' ')
  return { name, phone: phone ? phone.slice(1).join('') : '', region: found?.path ?? null, detail }
}
