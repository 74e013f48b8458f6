import { ref } from 'vue'
import { Client, type Session } from 'sdk'
import { fetchTransport } from 'sdk/fetch'
import { standIn } from './demo'
import { dropDrafts } from './drafts'

const place = 'xinjumin.session'

// What opens the door stays in memory; only what renews it survives a reload, and only in this tab: an office
// computer is shared, and keeps nobody signed in.
let access = ''

function load(): Session | null {
  const kept = sessionStorage.getItem(place)
  return kept ? { ...(JSON.parse(kept) as Session), access_token: access } : null
}

/** Whether somebody is signed in, as far as this tab knows. */
export const signedIn = ref(load() !== null)

export const api = new Client({
  base: '/api/v1',
  transport: fetchTransport,
  device: '电脑上的工作台',
  load,
  save(session) {
    access = session?.access_token ?? ''
    if (session) {
      const { refresh_token, person } = session
      sessionStorage.setItem(place, JSON.stringify({ refresh_token, person }))
    } else {
      sessionStorage.removeItem(place)
      dropDrafts()
    }
    signedIn.value = session !== null
  },
  code: standIn,
})

/** Forgets the session here, whatever the server says; the letters' size is all that stays. */
export function forget() {
  api.sessions.save(null)
}

/** Hands a file over to the person. */
export function keep(file: string | Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file as Blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}
