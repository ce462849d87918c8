import type { Address } from '@lilong/shared'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { fetchAddresses } from '@/api/addresses'
import { signOutHooks } from '@/api/session'

/** The buyer's address book; loaded when a page first needs it. */
export const useAddresses = defineStore('addresses', () => {
  const items = shallowRef<Address[] | null>(null)
  const preferred = computed(() => items.value?.find((one) => one.is_default) ?? items.value?.[0] ?? null)

  async function load(): Promise<Address[]> {
    items.value = (await fetchAddresses()).items
    return items.value
  }

  const find = (id: number | null) => items.value?.find((one) => one.id === id) ?? null

  signOutHooks.add(() => (items.value = null))

  return { items, preferred, load, find }
})
