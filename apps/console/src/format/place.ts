/** Addresses on screen. */

interface Place {
  province: string
  city: string
  district: string
  street: string
  detail: string
}

/** A municipality is its own province and is named once: 上海市黄浦区…, not 上海市上海市黄浦区…. */
export function placeWords({ province, city, district, street, detail }: Place): string {
  return `${province}${city === province ? '' : city}${district}${street} ${detail}`
}
