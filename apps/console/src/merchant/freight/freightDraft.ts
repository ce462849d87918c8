/** A freight template as it is typed, and as it is sent. */
import { formatPrice } from '@lilong/shared'
import type { FreightInput, FreightTemplate } from '@/api/contract'
import { fenToInput, formatFen, parseYuan } from '@/format/money'
import { errorsOf, required, type FieldErrors } from '@/kit/submitting'

export interface RuleDraft {
  key: number
  /** Empty: all regions that no other rule names. */
  region_codes: string[]
  first_units: string
  first: string
  next_units: string
  next: string
}

export interface FreightDraft {
  name: string
  charge_by: FreightInput['charge_by']
  rules: RuleDraft[]
  free_over: string
  excluded_region_codes: string[]
}

let lastKey = 0

/** One further rule; by weight the usual units are kilograms. */
export function freshRule(chargeBy: FreightInput['charge_by']): RuleDraft {
  lastKey += 1
  const units = chargeBy === 'weight' ? '1000' : '1'
  return { key: lastKey, region_codes: [], first_units: units, first: '', next_units: units, next: '' }
}

export function draftOf(template: FreightTemplate | null): FreightDraft {
  if (!template) return { name: '', charge_by: 'piece', rules: [freshRule('piece')], free_over: '', excluded_region_codes: [] }
  return {
    name: template.name,
    charge_by: template.charge_by,
    rules: template.rules.map((rule) => ({
      ...freshRule(template.charge_by),
      region_codes: [...rule.region_codes],
      first_units: String(rule.first_units),
      first: fenToInput(rule.first_fen),
      next_units: String(rule.next_units),
      next: fenToInput(rule.next_fen),
    })),
    free_over: fenToInput(template.free_over_fen),
    excluded_region_codes: [...template.excluded_region_codes],
  }
}

const isCount = (typed: string) => /^[1-9]\d{0,5}$/.test(typed.trim())

function ruleError(rule: RuleDraft): string {
  if (!isCount(rule.first_units) || !isCount(rule.next_units)) return '首重（件）和续重（件）请填写大于 0 的整数'
  return parseYuan(rule.first) === null || parseYuan(rule.next) === null ? '请填写运费，免运费填 0' : ''
}

export function freightErrors(draft: FreightDraft): FieldErrors {
  const others = draft.rules.filter((rule) => rule.region_codes.length === 0)
  return errorsOf({
    name: required(draft.name, '模板名称'),
    rules: others.length > 1 ? '「其他地区」的运费只能设置一条' : (draft.rules.map(ruleError).find((words) => words !== '') ?? ''),
    free_over_fen: draft.free_over.trim() === '' || (parseYuan(draft.free_over) ?? 0) > 0 ? '' : '请填写金额，如 99.00',
  })
}

export function inputOf(draft: FreightDraft): FreightInput {
  return {
    name: draft.name.trim(),
    charge_by: draft.charge_by,
    rules: draft.rules.map((rule) => ({
      region_codes: rule.region_codes,
      first_units: Number(rule.first_units),
      first_fen: parseYuan(rule.first) ?? 0,
      next_units: Number(rule.next_units),
      next_fen: parseYuan(rule.next) ?? 0,
    })),
    free_over_fen: draft.free_over.trim() === '' ? null : parseYuan(draft.free_over),
    excluded_region_codes: draft.excluded_region_codes,
  }
}

/** The template in a few words, as the server puts them under a product's price. */
export function freightWords(template: Pick<FreightTemplate, 'rules' | 'free_over_fen'>): string {
  if (template.rules.every((rule) => rule.first_fen === 0 && rule.next_fen === 0)) return '包邮'
  if (template.free_over_fen !== null) return `满 ${formatPrice(template.free_over_fen)} 包邮`
  return `运费 ${formatPrice(Math.min(...template.rules.map((rule) => rule.first_fen)))} 起`
}

/** A rule in one sentence: "首 1 件 ¥12.00，每加 1 件 ¥3.00". */
export function ruleInWords(rule: FreightInput['rules'][number], chargeBy: FreightInput['charge_by']): string {
  const unit = chargeBy === 'weight' ? '克' : '件'
  return `首 ${rule.first_units} ${unit} ${formatFen(rule.first_fen)}，每加 ${rule.next_units} ${unit} ${formatFen(rule.next_fen)}`
}
