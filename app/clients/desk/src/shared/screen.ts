import { computed, ref, shallowRef, watch, type WatchSource } from 'vue'
import { ApiError, Pager } from 'sdk'
import { route, settle } from './router'
import { differences, saying, type Change, type Fact } from './words'

/** What the last act came to, said once for the whole screen. */
export const said = ref('')

interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** A list that is read page by page; called anew, it begins anew. */
export function useList<T>(load: (cursor: string | undefined) => Promise<Page<T>>) {
  const items = shallowRef<T[]>([])
  const fault = ref('')
  const busy = ref(false)
  const read = ref(false)
  const more = ref(false)
  let pager = new Pager(load)

  async function turn(step: (own: Pager<T>) => Promise<void>) {
    const own = pager
    busy.value = true
    fault.value = ''
    try {
      await step(own)
      if (own !== pager) return
      items.value = own.items
      more.value = !own.done
      read.value = true
    } catch (error) {
      if (own === pager) fault.value = saying(error)
    } finally {
      if (own === pager) busy.value = false
    }
  }

  return {
    items,
    fault,
    busy,
    more,
    /** Nothing is in it, and that is certain. */
    empty: computed(() => read.value && items.value.length === 0),
    next: () => turn((own) => own.next()),
    restart() {
      pager = new Pager(load)
      return turn((own) => own.restart())
    },
  }
}

export type List<T> = ReturnType<typeof useList<T>>

/** Reads a list now, and anew when what it depends on changes; what was open may not be in it then. */
export function follow(
  screen: string,
  list: { items: { value: unknown[] }; restart: () => Promise<void> },
  sources: WatchSource<unknown>[],
) {
  void list.restart()
  watch(sources, () => {
    list.items.value = []
    settle(screen)
    void list.restart()
  })
}

/**
 * One thing that is open. facts say what it is, in words: they are shown, and when somebody else was faster they tell
 * what has changed meanwhile.
 */
export function useRecord<T>(read: (id: string) => Promise<T>, facts: (now: T) => Fact[] = () => []) {
  const data = shallowRef<T>()
  const fault = ref('')
  const changes = ref<Change[]>([])
  let open = ''

  async function load(id: string) {
    const now = await read(id)
    if (id === open) data.value = now
    return now
  }

  async function show(id: string) {
    if (id !== open) data.value = undefined
    open = id
    fault.value = ''
    changes.value = []
    if (!id) return
    try {
      await load(id)
    } catch (error) {
      if (id === open) fault.value = saying(error)
    }
  }

  /**
   * Does something to what is open and reads it again. Whoever builds on an old reading is shown what has changed,
   * and may decide anew; what else is refused is thrown.
   */
  async function change(done: string, step: (now: T) => Promise<unknown>) {
    const now = data.value
    if (!now) return
    const id = open
    fault.value = ''
    changes.value = []
    said.value = ''
    try {
      await step(now)
      said.value = done
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 412 && error.status !== 409)) throw error
      const before = facts(now)
      const found = differences(before, facts(await load(id)))
      if (!found.length) {
        if (error.status === 409) throw error
        found.push({ label: '内容', before: '您看到的', after: '别人刚改过，下面是最新的' })
      }
      if (id === open) changes.value = found
      return
    }
    await load(id)
  }

  /** The same for a form: then is called when it stands. What was written stays beside what somebody else has changed. */
  async function save(done: string, step: (now: T) => Promise<unknown>, then: () => void) {
    await change(done, step)
    const words = said.value
    if (changes.value.length) return
    then() // opens what was saved, which takes the words away
    said.value = words
  }

  return { data, fault, changes, show, change, save, again: () => load(open) }
}

/**
 * What is open beside a list: read when another is opened, and read again after each step; then the list hears of it.
 */
export function useSheet<T>(
  props: { id: string },
  read: (id: string) => Promise<T>,
  facts: (now: T) => Fact[],
  changed: () => void,
) {
  const record = useRecord(read, facts)
  watch(() => props.id, record.show, { immediate: true })
  async function step(done: string, call: (now: T) => Promise<unknown>) {
    await record.change(done, call)
    changed()
  }
  return { ...record, step }
}

/** What the address says is open in a screen, for a sheet that stands in the screen's own file. */
export const openIn = (screen: string) => ({
  get id() {
    return route.screen === screen ? route.id : ''
  },
})

/** Runs an act of a button and keeps what went wrong for the screen. */
export function useActs() {
  const fault = ref('')
  const busy = ref(false)
  async function run(step: () => Promise<unknown>) {
    if (busy.value) return
    busy.value = true
    fault.value = ''
    try {
      await step()
    } catch (error) {
      fault.value = saying(error)
    } finally {
      busy.value = false
    }
  }
  return { fault, busy, run }
}

/** A key for a form that is the same as long as its answers are: a repeat after a lost answer does nothing twice. */
export function useKey(make: () => string) {
  let last = ''
  let key = ''
  return (answers: unknown) => {
    const now = JSON.stringify(answers)
    if (now !== last) {
      last = now
      key = make()
    }
    return key
  }
}
