/** Sending a form: busy while it travels, errors at their fields, everything else in one sentence. */
import { computed, ref, shallowRef } from 'vue'
import { asRefusal, type Refusal } from '@/api/refusal'

export type FieldErrors = Record<string, string>

/**
 * `act` sends; `check` names what is wrong before it is sent (field → words).
 * `submit` resolves to the answer, or to undefined when nothing was done.
 */
export function useSubmit<Data, Given extends unknown[]>(act: (...given: Given) => Promise<Data>, check: () => FieldErrors = () => ({})) {
  const isBusy = ref(false)
  const isChecked = ref(false)
  const refusal = shallowRef<Refusal | null>(null)

  /** After the first attempt the check follows the typing; what the server said of a field stays until the next one. */
  const fields = computed<FieldErrors>(() => ({ ...refusal.value?.fields, ...(isChecked.value ? check() : {}) }))

  function clear(): void {
    isChecked.value = false
    refusal.value = null
  }

  async function submit(...given: Given): Promise<{ data: Data } | undefined> {
    refusal.value = null
    isChecked.value = true
    if (isBusy.value || Object.keys(check()).length > 0) return undefined
    isBusy.value = true
    try {
      const data = await act(...given)
      isChecked.value = false
      return { data }
    } catch (thrown) {
      refusal.value = asRefusal(thrown)
      return undefined
    } finally {
      isBusy.value = false
    }
  }

  /** The sentence for what no single field can say. */
  const message = computed(() => (refusal.value && Object.keys(fields.value).length === 0 ? refusal.value.message : ''))
  return { isBusy, fields, refusal, message, submit, clear }
}

/** The checks that several forms share. Each answers the words of the error, or '' when all is well. */
export const required = (value: string, what: string) => (value.trim() ? '' : `请填写${what}`)
export const phone = (value: string) => (/^1\d{10}$/.test(value.trim()) ? '' : '请填写 11 位手机号')

/** Drops the fields that are well. */
export function errorsOf(checked: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(checked).filter(([, words]) => words !== ''))
}
