import type { Kept } from '../../../sdk/src'
import { clear, shelf } from './store'

const prefix = 'kept:'
const order = 'kept-order'
const most = 40

// Public answers only. What is not named here is never stored: one's own pages, cases, applications, members.
const lists = /^\/(organizations|activities|regions|mediation-committees|codes\/\w+)(\?|$)/
const pages = /^\/(organizations|activities|regions)\/[\w-]+(\/join-form|\/service-points)?$/

/** The last good public answers, for the time without network. */
export const keptAnswers = (base: string) => ({
  get: (url: string) => (shelf.get(prefix + url) || undefined) as Kept | undefined,
  set(url: string, kept: Kept) {
    const path = url.slice(base.length)
    if (lists.test(path)) keep(url, kept)
    // A page says what one is in it and may do; that part stays out, and so does the ETag of the whole.
    else if (pages.test(path)) {
      const data = { ...(kept.data as object), mine: null, my_signup: null, acts: [], not_yet: [] }
      keep(url, { data, at: kept.at })
    }
  },
})

function keep(url: string, kept: Kept) {
  const known = ((shelf.get(order) || []) as string[]).filter((u) => u !== url)
  while (known.length >= most) shelf.drop(prefix + known.shift())
  shelf.set(order, [...known, url])
  shelf.set(prefix + url, kept)
}

export function dropKept() {
  clear(shelf, prefix)
  shelf.drop(order)
}
