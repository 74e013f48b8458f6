import { reactive, watch } from 'vue'
import { personal } from './store'

/** A form that survives a kill, until it is sent or somebody signs out. */
export function useDraft<T extends object>(name: string, empty: () => T) {
  const slot = 'draft:' + name
  const stored = personal.get(slot) as T | ''
  const draft = reactive({ ...empty(), ...(stored || {}) }) as T
  let open = true
  watch(draft, () => {
    if (open) personal.set(slot, JSON.parse(JSON.stringify(draft)))
  }, { deep: true, flush: 'sync' })
  return {
    draft,
    /** Whether something was found from before. */
    found: Boolean(stored),
    /** After sending, or to begin anew. */
    drop() {
      open = false
      Object.assign(draft, empty())
      personal.drop(slot)
      open = true
    },
  }
}
