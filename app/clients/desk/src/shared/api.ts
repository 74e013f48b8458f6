import { ref } from 'vue'
import { Client, refusal, type Operation, type OperationID, type Session } from 'sdk'
import { fetchTransport } from 'sdk/fetch'
import { standIn } from './demo'

const base = '/api/v1'
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
  base,
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
    }
    signedIn.value = session !== null
  },
  code: standIn,
})

/** Forgets the session here, whatever the server says; the letters' size is all that stays. */
export function forget() {
  api.sessions.save(null)
}

/** Reads what is not JSON: a picture to print, a list to keep. */
export async function bytes(op: Operation<OperationID>, path: Record<string, string> = {}, query = ''): Promise<Blob> {
  const url = base + op.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? '')) + query
  let session = api.session
  if (session && !session.access_token) session = await api.sessions.renew()
  const ask = () =>
    fetch(url, {
      credentials: 'omit',
      headers: session ? { authorization: 'Bearer ' + session.access_token } : {},
    })
  let answer = await ask()
  if (answer.status === 401 && session) {
    session = await api.sessions.after(session)
    answer = await ask()
  }
  if (!answer.ok) throw refusal(answer.status, await answer.json().catch(() => undefined))
  return answer.blob()
}

/** Hands a file over to the person. */
export function keep(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}
