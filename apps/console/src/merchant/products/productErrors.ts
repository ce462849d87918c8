/** What is wrong with a product form, by the paths that the server uses too. */
import type { CategoryAttribute } from '@/api/contract'
import { parseYuan } from '@/format/money'
import { errorsOf, required, type FieldErrors } from '@/kit/submitting'
import { specOf, type SkuDraft } from './matrix'
import type { ProductDraft } from './productDraft'

const isWhole = (typed: string) => /^\d{1,8}$/.test(typed.trim())
const wholeOrEmpty = (typed: string, words: string) => (typed.trim() === '' || isWhole(typed) ? '' : words)
const yuanOrEmpty = (typed: string) => (typed.trim() === '' || parseYuan(typed) !== null ? '' : '请填写金额，如 69.00')

function skuErrors(row: SkuDraft, index: number): FieldErrors {
  const at = (cell: string) => `skus[${index}].${cell}`
  return {
    [at('price_fen')]: (parseYuan(row.price) ?? 0) > 0 ? '' : '请填写售价',
    [at('list_price_fen')]: yuanOrEmpty(row.list_price),
    [at('cost_fen')]: yuanOrEmpty(row.cost),
    [at('weight_grams')]: isWhole(row.weight) ? '' : '请填写克重',
    [at('limit_per_buyer')]: wholeOrEmpty(row.limit, '请填写整数'),
    [at('code')]: required(row.code, '编码'),
    [at('stock')]: row.id !== null || isWhole(row.stock) ? '' : '请填写库存',
  }
}

function dimensionErrors(draft: ProductDraft): FieldErrors {
  return Object.fromEntries(
    draft.dimensions.map((dimension, index) => {
      const names = dimension.values.map((value) => value.name.trim())
      if (!dimension.name.trim()) return [`dimensions[${index}].name`, '请填写规格名']
      if (names.length === 0 || names.includes('')) return [`dimensions[${index}].values`, '请填写规格值']
      return [`dimensions[${index}].values`, new Set(names).size < names.length ? '规格值不能重复' : '']
    }),
  )
}

function detailErrors(draft: ProductDraft): FieldErrors {
  return Object.fromEntries(
    draft.detail.map((block, index) => {
      if (block.kind === 'picture') return [`detail[${index}].media_id`, block.picture ? '' : '请上传图片，或删掉这一块']
      return [`detail[${index}].text`, required(block.text, '文字，或删掉这一块')]
    }),
  )
}

/** Everything that must be put right before the form can be sent. */
export function productErrors(draft: ProductDraft, asked: readonly CategoryAttribute[]): FieldErrors {
  return errorsOf({
    category_id: draft.category_id === null ? '请选择类目' : '',
    title: draft.title.trim().length < 2 ? '商品标题至少 2 个字' : '',
    ...Object.fromEntries(
      asked.filter(({ is_required }) => is_required).map(({ name }) => [`attributes.${name}`, required(draft.attributes[name] ?? '', name)]),
    ),
    picture_ids: draft.pictures.length > 0 ? '' : '请至少上传一张商品图片',
    ...dimensionErrors(draft),
    ...Object.assign({}, ...draft.skus.map(skuErrors)),
    freight_template_id: draft.freight_template_id === null ? '请选择运费模板' : '',
    ...detailErrors(draft),
  })
}

/** A field error as the foot bar says it: for a cell of the matrix, which row it is in. */
export function inWords(path: string, words: string, draft: ProductDraft): string {
  const index = Number(/^skus\[(\d+)\]/.exec(path)?.[1] ?? -1)
  const row = draft.skus[index]
  const spec = row ? specOf(row, draft.dimensions).join(' / ') : ''
  return spec ? `${spec} ${words}` : words
}
