/** The shop that the page is about: named in the address, so that two tabs can show two shops. */
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { isAllowed } from '@/kit/pages'
import { membershipOf } from './account/me'

export function useShop() {
  const route = useRoute()
  const shopId = Number(route.params['shopId']) // fixed for the life of a page: another shop is another page
  const membership = computed(() => membershipOf(shopId))

  /** Whether the person holds a permission in this shop. */
  function can(permission: string): boolean {
    return isAllowed(permission, membership.value?.permissions ?? [])
  }

  return { shopId, membership, can, root: `/shops/${shopId}` }
}
