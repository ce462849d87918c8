/** The checklist of a shop's first day: 店铺资料 → 运费模板 → 上架商品 → 开业. */
import type { ShopProfile } from '@/api/contract'

export interface Readiness {
  shop: ShopProfile
  templateNames: string[]
  listedCount: number
}

export interface FirstDayStep {
  name: string
  words: string
  isDone: boolean
  act: string
  path: string
  permission: string
}

/** The steps before the opening, in the order in which people set a shop up. */
export function firstDaySteps({ shop, templateNames, listedCount }: Readiness): FirstDayStep[] {
  return [
    {
      name: '店铺资料',
      words: '一句话介绍和店铺标志，顾客在店铺页和商品页都会看到',
      isDone: shop.tagline !== '' && shop.logo !== null,
      act: '去完善',
      path: 'shop',
      permission: 'shop.edit',
    },
    {
      name: '运费模板',
      words: templateNames.length > 0 ? `已有 ${templateNames.join('、')}` : '发到哪里、收多少运费、满多少包邮',
      isDone: templateNames.length > 0,
      act: '去设置',
      path: 'freight',
      permission: 'products.edit',
    },
    {
      name: '上架商品',
      words: listedCount > 0 ? `已上架 ${listedCount} 件` : '至少上架 1 件，建议 6 件以上',
      isDone: listedCount > 0,
      act: '去发布',
      path: 'products/new',
      permission: 'products.edit',
    },
  ]
}
