/** The product form: as it is typed, as it is loaded, as it is sent. */
import type { DetailBlock, Picture, ProductForm, ProductInput, ReturnPolicy, SkuInput } from '@/api/contract'
import { fenToInput, parseYuan } from '@/format/money'
import { EMPTY_CELLS, freshKey, specOf, type DimensionDraft, type SkuDraft } from './matrix'

export interface PictureDraft {
  id: number
  url: string
}

export interface BlockDraft {
  key: string
  kind: DetailBlock['kind']
  text: string
  picture: PictureDraft | null
}

export interface ProductDraft {
  category_id: number | null
  brand_name: string
  title: string
  subtitle: string
  pictures: PictureDraft[]
  attributes: Record<string, string>
  dimensions: DimensionDraft[]
  skus: SkuDraft[]
  detail: BlockDraft[]
  services: string[]
  return_policy: ReturnPolicy
  freight_template_id: number | null
  version: number
  /** Addresses of the pictures that dimension values name. */
  urls: Record<number, string>
}

export function emptyDraft(): ProductDraft {
  return {
    category_id: null,
    brand_name: '',
    title: '',
    subtitle: '',
    pictures: [],
    attributes: {},
    dimensions: [],
    skus: [{ id: null, values: [], ...EMPTY_CELLS }],
    detail: [],
    services: [],
    return_policy: 'seven_days',
    freight_template_id: null,
    version: 0,
    urls: {},
  }
}

const text = (value: number | null) => (value === null ? '' : String(value))

function dimensionsOf(product: ProductForm): DimensionDraft[] {
  return product.dimensions.map((dimension) => ({
    key: freshKey(),
    name: dimension.name,
    values: dimension.values.map((value) => ({ key: freshKey(), name: value.name, media_id: value.media_id ?? null })),
  }))
}

function skusOf(product: ProductForm, dimensions: readonly DimensionDraft[]): SkuDraft[] {
  return product.skus.map((sku) => ({
    id: sku.id,
    values: sku.spec.map((name, index) => dimensions[index]?.values.find((value) => value.name === name)?.key ?? ''),
    code: sku.code,
    price: fenToInput(sku.price_fen),
    list_price: fenToInput(sku.list_price_fen),
    cost: fenToInput(sku.cost_fen),
    weight: text(sku.weight_grams),
    limit: text(sku.limit_per_buyer),
    stock: '',
  }))
}

function pictureOf(pictures: Record<string, Picture>, id: number | null | undefined): PictureDraft | null {
  const found = id ? pictures[String(id)] : undefined
  return id && found ? { id, url: found.url } : null
}

/** A saved product as a draft. */
export function draftOf(product: ProductForm): ProductDraft {
  const dimensions = dimensionsOf(product)
  return {
    category_id: product.category_id,
    brand_name: product.brand_name ?? '',
    title: product.title,
    subtitle: product.subtitle,
    pictures: product.picture_ids.flatMap((id) => pictureOf(product.pictures, id) ?? []),
    attributes: { ...product.attributes },
    dimensions,
    skus: skusOf(product, dimensions),
    detail: product.detail.map((block) => ({
      key: freshKey(),
      kind: block.kind,
      text: block.text ?? '',
      picture: pictureOf(product.pictures, block.media_id),
    })),
    services: [...product.services],
    return_policy: product.return_policy,
    freight_template_id: product.freight_template_id,
    version: product.version,
    urls: Object.fromEntries(Object.entries(product.pictures).map(([id, picture]) => [Number(id), picture.url])),
  }
}

const wholeOrNull = (typed: string) => (/^\d{1,9}$/.test(typed.trim()) ? Number(typed) : null)
const fenOrNull = (typed: string) => (typed.trim() === '' ? null : parseYuan(typed))

function skuInput(row: SkuDraft, dimensions: readonly DimensionDraft[]): SkuInput {
  return {
    id: row.id,
    code: row.code.trim(),
    spec: specOf(row, dimensions),
    price_fen: parseYuan(row.price) ?? 0,
    list_price_fen: fenOrNull(row.list_price),
    cost_fen: fenOrNull(row.cost),
    weight_grams: wholeOrNull(row.weight) ?? 0,
    limit_per_buyer: wholeOrNull(row.limit),
    stock: row.id === null ? (wholeOrNull(row.stock) ?? 0) : null,
  }
}

function blockInput(block: BlockDraft): DetailBlock {
  if (block.kind === 'picture') return { kind: 'picture', text: null, media_id: block.picture?.id ?? null }
  return { kind: block.kind, text: block.text.trim(), media_id: null }
}

/** A checked draft as the API takes it. Attributes left empty are not sent. */
export function inputOf(draft: ProductDraft): ProductInput {
  const dimensions = draft.dimensions.filter((dimension) => dimension.values.length > 0)
  return {
    category_id: draft.category_id ?? 0,
    brand_name: draft.brand_name.trim() || null,
    title: draft.title.trim(),
    subtitle: draft.subtitle.trim(),
    picture_ids: draft.pictures.map((picture) => picture.id),
    attributes: Object.fromEntries(Object.entries(draft.attributes).filter(([, value]) => value.trim() !== '')),
    dimensions: dimensions.map((dimension) => ({
      name: dimension.name.trim(),
      values: dimension.values.map((value) => ({ name: value.name.trim(), media_id: value.media_id })),
    })),
    skus: draft.skus.map((row) => skuInput(row, dimensions)),
    detail: draft.detail.map(blockInput),
    services: draft.services,
    return_policy: draft.return_policy,
    freight_template_id: draft.freight_template_id ?? 0,
    version: draft.version,
  }
}
