/** Filters live in the address, so that a list can be bookmarked, shared and come back to. */
import { reactive, watch } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'

export type Filters = Record<string, string>

/** The filters an address asks for; what it does not name keeps its default. */
export function filtersFromQuery<Known extends Filters>(query: LocationQuery, defaults: Known): Known {
  const named = Object.keys(defaults).flatMap((name) => {
    const value = query[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  return { ...defaults, ...Object.fromEntries(named) }
}

/** The address part for filters: only what differs from the defaults, and foreign names untouched. */
export function queryFromFilters(filters: Filters, defaults: Filters, query: LocationQuery = {}): LocationQuery {
  const foreign = Object.entries(query).filter(([name]) => !(name in defaults))
  const changed = Object.entries(filters).filter(([name, value]) => value !== defaults[name])
  return Object.fromEntries([...foreign, ...changed])
}

/** Filters as the API takes them: those left empty are not sent. */
export function givenFilters<Known extends Filters>(filters: Known): Partial<Known> {
  const given: Partial<Known> = {}
  for (const name in filters) if (filters[name] !== '') given[name] = filters[name]
  return given
}

/** The page's filters, joined to the address both ways. `onChange` runs after every change. */
export function useFilters<Known extends Filters>(defaults: Known, onChange: () => void): Known {
  const route = useRoute()
  const router = useRouter()
  const page = route.path
  const filters = reactive({ ...filtersFromQuery(route.query, defaults) }) as Known

  watch(
    () => route.query,
    (query) => {
      if (route.path === page) Object.assign(filters, filtersFromQuery(query, defaults))
    },
  )
  watch(
    filters,
    () => {
      void router.replace({ query: queryFromFilters(filters, defaults, route.query) })
      onChange()
    },
    { flush: 'post' },
  )
  return filters
}
