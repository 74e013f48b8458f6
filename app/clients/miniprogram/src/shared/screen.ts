import { computed, ref, shallowRef, type Ref } from 'vue'
import { onLoad, onPullDownRefresh, onReachBottom, onShow } from '@dcloudio/uni-app'
import { ApiError, Pager, type Kept } from '../../../sdk/src'
import { api, ready } from './api'
import { time } from './words'

/** Goes up with each act that changed something, so that pages that come to the front again read anew. */
export const changes = ref(0)

/** A fault as people read it. The number helps whoever is asked about a fault of ours. */
export function said(fault: unknown): string {
  if (!(fault instanceof ApiError)) return '出了点问题，请稍后再试'
  if (fault.status >= 500 && fault.number) return `${fault.message}（编号 ${fault.number}）`
  const fields = (fault.problem?.errors ?? []).map((e) => e.message).filter((m) => m && m !== fault.message)
  return fields.length ? `${fault.message}：${fields.join('；')}` : fault.message
}

export interface Look {
  /** Words about what went wrong. */
  fault: Ref<string>
  /** The hour of what is shown while there is no network. */
  stale: Ref<string>
  /** Nobody is signed in, or the session has ended. */
  stranger: Ref<boolean>
  busy: Ref<boolean>
}

function useLook() {
  const look = { fault: ref(''), stale: ref(''), stranger: ref(false), busy: ref(true) }
  let round = 0
  /** Takes one step; only the newest one is heard. */
  async function step(go: () => Promise<void>, fallback: () => Kept | undefined, useKept: (data: never) => void) {
    const mine = ++round
    look.busy.value = true
    try {
      await go()
      if (mine !== round) return
      look.fault.value = look.stale.value = ''
      look.stranger.value = false
    } catch (fault) {
      if (mine !== round) return
      const old = fault instanceof ApiError && fault.status === 0 ? fallback() : undefined
      look.stranger.value = fault instanceof ApiError && fault.status === 401
      look.fault.value = old || look.stranger.value ? '' : said(fault)
      look.stale.value = old ? time(old.at) : ''
      if (old) useKept(old.data as never)
    } finally {
      if (mine === round) {
        look.busy.value = false
        uni.stopPullDownRefresh()
      }
    }
  }
  return { look, step }
}

/** Reads when the page comes to the front for the first time, and again after something was changed elsewhere. */
function readOnShow(read: () => void) {
  let seen = -1
  onShow(() => {
    if (seen === changes.value) return
    seen = changes.value
    read()
  })
}

/** One answer for a page: read, read again on pull-down, and kept for a dead network where that is allowed. */
export function useRead<T>(load: () => Promise<T>, kept: () => Kept<T> | undefined = () => undefined) {
  const { look, step } = useLook()
  const data = shallowRef<T>()
  const reload = () =>
    step(
      async () => {
        await ready
        data.value = await load()
      },
      kept,
      (old: T) => {
        data.value = old
      },
    )
  readOnShow(reload)
  onPullDownRefresh(() => void reload())
  return { ...look, look, data, reload }
}

interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** A list for a page: the first page, more at its end, anew on pull-down. */
export function useList<T, P extends Page<T> = Page<T>>(
  load: (cursor: string | undefined) => Promise<P>,
  kept: () => Kept<Page<T>> | undefined = () => undefined,
) {
  const { look, step } = useLook()
  const items = shallowRef<T[]>([])
  const done = ref(false)
  /** The newest page, for what else it says. */
  const page = shallowRef<P>()
  const pager = new Pager<T>(async (cursor) => (page.value = await load(cursor)))
  const show = (next: () => Promise<void>) =>
    step(
      async () => {
        await next()
        items.value = pager.items
        done.value = pager.done
      },
      kept,
      (old: Page<T>) => {
        items.value = old.items
        done.value = true
      },
    )
  const restart = () => show(() => pager.restart())
  readOnShow(restart)
  onPullDownRefresh(() => void restart())
  onReachBottom(() => {
    if (!pager.done && !look.busy.value) void show(() => pager.next())
  })
  /** All has been read, and there is nothing. */
  const none = computed(() => !look.busy.value && !look.fault.value && !look.stranger.value && !items.value.length)
  return { ...look, look, none, items, done, page, restart }
}

/**
 * An act: once at a time, under one key until it has succeeded, so that an answer that got lost has one effect. A
 * draft that survives a kill keeps its key, too.
 */
export function useAct(first = '', keep: (key: string) => void = () => undefined) {
  const busy = ref(false)
  const fault = ref('')
  const stranger = ref(false)
  const done = ref('')
  let key = first || api.newKey()
  function another() {
    key = api.newKey()
    keep(key)
  }
  async function run<T>(act: (key: string) => Promise<T>, words = ''): Promise<T | undefined> {
    if (busy.value) return
    busy.value = true
    fault.value = done.value = ''
    stranger.value = false
    keep(key)
    try {
      const answer = await act(key)
      another()
      changes.value++
      done.value = words
      return answer
    } catch (e) {
      stranger.value = e instanceof ApiError && e.status === 401
      if (!stranger.value) fault.value = said(e)
      // A refusal is an answer: what is sent next is another attempt. Without an answer it is the same one.
      if (e instanceof ApiError && e.status >= 400 && e.status < 500 && e.status !== 401) another()
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, fault, stranger, done, run }
}

export type Act = ReturnType<typeof useAct>

// WeChat hands values over as they stand in the address, the browser decoded.
function plain(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** What the address of the page says. */
export function useQuery() {
  const query = ref<Record<string, string>>({})
  onLoad((q) => {
    query.value = Object.fromEntries(Object.entries(q ?? {}).map(([k, v]) => [k, plain(String(v))]))
  })
  return query
}

/** Begins a page, or the next question on it, from above. */
export const toTop = () => uni.pageScrollTo({ scrollTop: 0, duration: 0, fail: () => undefined })

/** Goes to a page. WeChat holds ten at most, so the last gives way to the next. */
export function go(page: string, query: Record<string, string> = {}) {
  const parts = Object.keys(query).map((k) => `${k}=${encodeURIComponent(query[k] ?? '')}`)
  const url = `/pages/${page}` + (parts.length ? '?' + parts.join('&') : '')
  if (getCurrentPages().length < 9) void uni.navigateTo({ url })
  else void uni.redirectTo({ url })
}
