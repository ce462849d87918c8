import type { Product } from '@lilong/shared'
import { computed, reactive, ref, watch } from 'vue'
import { chosenSku, firstChoice, mostPieces, toggle as toggled, type Choice } from '@/rules/sku-choice'

/** Which SKU of a product a buyer has chosen, and how many pieces. */
export function useSkuChoice(product: () => Product | null) {
  const chosen = ref<Choice>([])
  const quantity = ref(1)
  /** The buyer has seen the sheet, or there is nothing to choose. */
  const isAnswered = ref(false)

  const sku = computed(() => chosenSku(product()?.skus ?? [], chosen.value))

  watch(product, (fresh) => {
    if (!fresh || chosen.value.length) return
    chosen.value = firstChoice(fresh.dimensions, fresh.skus)
    isAnswered.value = fresh.skus.length === 1
  })

  watch(sku, (fresh) => {
    if (fresh) quantity.value = Math.max(1, Math.min(quantity.value, mostPieces(fresh)))
  })

  function toggle(at: number, value: string): void {
    chosen.value = toggled(chosen.value, at, value)
    isAnswered.value = true
  }

  function setQuantity(pieces: number): void {
    quantity.value = pieces
  }

  return reactive({ chosen, quantity, sku, isAnswered, toggle, setQuantity })
}
