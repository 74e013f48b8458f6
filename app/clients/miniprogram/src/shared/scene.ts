// What a code that somebody scanned leads to. The server writes the path of a page into each code, by its kind; each of
// these pages reads the code in the same way, so that a code still works when its kind has moved to another page.
import { computed } from 'vue'
import { ApiError, readScene } from '../../../sdk/src'
import { call } from './api'
import { useQuery, useRead } from './screen'

/** The code in the address: WeChat calls it scene. */
export function useCode() {
  const query = useQuery()
  return computed(() => query.value.scene || query.value.code || '')
}

export function useScene() {
  const code = useCode()
  const { data, busy, fault, reload } = useRead(async () => {
    try {
      return code.value ? await call(readScene, { path: { code: code.value } }) : undefined
    } catch (e) {
      // One that never was; one that has ended says so itself.
      if (e instanceof ApiError && e.status === 404) return undefined
      throw e
    }
  })
  return { target: data, busy, fault, reload }
}
