import type { AddressInput } from '@lilong/shared'
import { reactive, ref } from 'vue'
import { createAddress, deleteAddress, replaceAddress } from '@/api/addresses'
import { Refusal } from '@/api/failures'
import { useOnce } from '@/composables/use-once'
import { confirm, praise, toast } from '@/feedback'
import { goBack, goBackToCheckout } from '@/navigation'
import { complaintsAbout, emptyAddress, inputOf, type AddressComplaints } from '@/rules/address-form'
import type { ParsedAddress } from '@/rules/address-parser'
import { Intent } from '@/rules/intent'
import { useAddresses } from '@/stores/addresses'
import { useCheckout } from '@/stores/checkout'

type Words = 'name' | 'phone' | 'region_code' | 'street' | 'detail'

/** The form of one address: complaints stand at their fields and go when the field is mended; what is typed is kept. */
export function useAddressForm() {
  const book = useAddresses()
  const id = ref<number | null>(null)
  const isPicking = ref(false)
  const isReady = ref(false)
  const input = reactive<AddressInput>(emptyAddress())
  const complaints = reactive<AddressComplaints>({})
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

  function write(field: Words, text: string): void {
    input[field] = text
    if (field !== 'street') delete complaints[field]
  }

  function check(field: keyof AddressComplaints): void {
    const found = complaintsAbout(input)[field]
    if (found && input[field]) complaints[field] = found
  }

  function toggleDefault(): void {
    input.is_default = !input.is_default
  }

  function fill(parsed: ParsedAddress): void {
    if (parsed.name) write('name', parsed.name)
    if (parsed.phone) write('phone', parsed.phone)
    if (parsed.region) write('region_code', parsed.region[2].code)
    if (parsed.detail) write('detail', parsed.detail)
  }

  function complain(found: AddressComplaints): void {
    Object.assign(complaints, found)
    toast(Object.values(found)[0] ?? '请检查填写的内容')
  }

  async function store(): Promise<void> {
    const body = { ...input, name: input.name.trim(), street: input.street.trim(), detail: input.detail.trim() }
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
      await store().catch((error: unknown) => {
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

  return reactive({ id, input, complaints, isReady, isBusy, begin, write, check, toggleDefault, fill, save, remove })
}
