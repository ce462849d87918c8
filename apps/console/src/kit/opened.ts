/** Which row is open in the drawer: kept in the address as ?open=17, so a link leads to the very row. */
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function useOpened() {
  const route = useRoute()
  const router = useRouter()
  const openId = computed(() => (route.query['open'] ? Number(route.query['open']) : null))

  function open(id: number): void {
    void router.replace({ query: { ...route.query, open: String(id) } })
  }

  function close(): void {
    const { open: _closed, ...rest } = route.query
    void router.replace({ query: rest })
  }

  return { openId, open, close }
}
