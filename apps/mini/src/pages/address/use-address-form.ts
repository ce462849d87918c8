import type { AddressInput } from '@lilong/shared'
import { reactive, ref } from 'vue'
import { createAddress, deleteAddress, replaceAddress } from '@/api/addresses'
import { Refusal } from '@/api/failures'
import { useOnce } from '@/composables/use-once'
import { confirm, praise } from '@/feedback'
import { goBack, goBackToCheckout } from '@/navigation'
import { complaintsAbout, inputOf } from '@/rules/address-form'
import { Intent } from '@/rules/intent'
import { useAddresses } from '@/stores/addresses'
import { useCheckout } from '@/stores/checkout'
import { useAddressFields } from './use-address-fields'

function trimmed(input: AddressInput): AddressInput {
  return { ...input, name: input.name.trim(), street: input.street.trim(), detail: input.detail.trim() }
}

/** The form of one address: shows a stored or an empty one, saves it, and may delete it. */
export function useAddressForm() {
  const book = useAddresses()
  const id = ref<number | null>(null)
  const isPicking = ref(false)
  const isReady = ref(false)
  const { input, complain, ...fields } = useAddressFields()
  const creating = new Intent()
  const { isBusy, run } = useOnce()

  /** With an id the stored address is shown; without, an empty form. */
  async function begin(addressId: number | null, picks: boolean): Promise<void> {
    id.value = addressId
    isPicking.value = picks
    if (!book.items) await book.load().catch(() => undefined)
    const stored = book.find(addressId)
    if (stored) Object.assign(input, inputOf(stored))
    else input.is_default = !book.items?.length
    isReady.value = true
  }

  async function store(body: AddressInput): Promise<void> {
    const saved = id.value ? await replaceAddress(id.value, body) : await createAddress(body, creating.keyFor(body))
    creating.fulfilled()
    await book.load()
    praise('已保存')
    if (!isPicking.value) return goBack()
    useCheckout().deliverTo(saved.id)
    goBackToCheckout()
  }

  const save = () =>
    run(async () => {
      const found = complaintsAbout(input)
      if (Object.keys(found).length) return complain(found)
      await store(trimmed(input)).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
        complain(error.fields)
      })
    })

  const remove = () =>
    run(async () => {
      if (!id.value || !(await confirm({ title: '删除这个地址？', confirmText: '删除' }))) return
      await deleteAddress(id.value)
      await book.load()
      goBack()
    })

  return reactive({ id, input, ...fields, isReady, isBusy, begin, save, remove })
}
