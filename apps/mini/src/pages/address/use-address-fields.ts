import type { AddressInput } from '@lilong/shared'
import { reactive } from 'vue'
import { toast } from '@/feedback'
import { complaintsAbout, emptyAddress, type AddressComplaints } from '@/rules/address-form'
import type { ParsedAddress } from '@/rules/address-parser'

type Words = 'name' | 'phone' | 'region_code' | 'street' | 'detail'

/** The fields of an address: complaints stand at their fields and go when the field is mended; what is typed is kept. */
export function useAddressFields() {
  const input = reactive<AddressInput>(emptyAddress())
  const complaints = reactive<AddressComplaints>({})

  function write(field: Words, text: string): void {
    input[field] = text
    if (field !== 'street') delete complaints[field]
  }

  /** A field that was left is checked; one that is still empty is only asked for when saving. */
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

  return { input, complaints, write, check, toggleDefault, fill, complain }
}
