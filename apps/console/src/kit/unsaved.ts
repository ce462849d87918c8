/** Nobody loses what he typed by a stray click: leaving a changed form asks first. */
import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { confirmAct } from './notify'

/** Watches a form against its last saved state; `read` answers the form as plain data. */
export function useUnsavedGuard(read: () => unknown) {
  const saved = ref(JSON.stringify(read()))
  const isDirty = computed(() => JSON.stringify(read()) !== saved.value)

  /** What is on screen now counts as saved. */
  function markSaved(): void {
    saved.value = JSON.stringify(read())
  }

  function onUnload(event: BeforeUnloadEvent): void {
    if (isDirty.value) event.preventDefault()
  }

  onMounted(() => window.addEventListener('beforeunload', onUnload))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', onUnload))
  onBeforeRouteLeave(
    () => !isDirty.value || confirmAct('还没保存', '离开后，这一页改动的内容不会保留。', '离开', '留下继续改'),
  )
  return { isDirty, markSaved }
}
