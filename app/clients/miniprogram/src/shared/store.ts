// What stays on the phone or in the browser. A browser may be a shared one (a service station's, a neighbour's), so
// whatever belongs to a person lives there in sessionStorage, which goes with the tab. WeChat keeps each program's
// storage apart and private, so there it may survive a kill.

interface Shelf {
  get(key: string): unknown
  set(key: string, value: unknown): void
  drop(key: string): void
  keys(): string[]
}

/** For what is nobody's: letters, places, public answers. */
export const shelf: Shelf = {
  get: (key) => uni.getStorageSync(key) as unknown,
  set: (key, value) => {
    // A full storage must not stop anybody from going on.
    try {
      uni.setStorageSync(key, value)
    } catch {
      uni.removeStorageSync(key)
    }
  },
  drop: (key) => uni.removeStorageSync(key),
  keys: () => uni.getStorageInfoSync().keys,
}

let own: Shelf = shelf
// #ifdef H5
own = {
  get: (key) => {
    const text = sessionStorage.getItem(key)
    return text === null ? '' : (JSON.parse(text) as unknown)
  },
  set: (key, value) => sessionStorage.setItem(key, JSON.stringify(value)),
  drop: (key) => sessionStorage.removeItem(key),
  keys: () => Object.keys(sessionStorage),
}
// #endif

/** For what is one person's: the session, drafts. */
export const personal = own

/** Takes away all that begins so. */
export function clear(store: Shelf, prefix: string) {
  for (const key of store.keys()) if (key.startsWith(prefix)) store.drop(key)
}
