/** Filters a person has named for himself; they stay on this computer. */
import { ref } from 'vue'
import type { NamedFilter } from './orderFilters'

function read(key: string): NamedFilter[] {
  const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
  return Array.isArray(stored) ? (stored as NamedFilter[]) : []
}

export function useSavedFilters(key: string) {
  const saved = ref(read(key))

  function keep(filters: NamedFilter[]): void {
    saved.value = filters
    localStorage.setItem(key, JSON.stringify(filters))
  }

  return {
    saved,
    save: (filter: NamedFilter) => keep([...saved.value.filter((other) => other.name !== filter.name), filter]),
    forget: (name: string) => keep(saved.value.filter((other) => other.name !== name)),
  }
}
