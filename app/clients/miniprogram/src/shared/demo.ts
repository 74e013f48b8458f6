// A demonstration lets one look at everything as one of its people. Whether the server is one is the server's to say
// (GET /config); elsewhere nobody is asked for, and nothing here leads to a sign-in. In the browser only;
// in WeChat everybody is who they are.
import { ref } from 'vue'
import type { Answer } from '../../../sdk/src'
import { personal } from './store'

export interface Player {
  name: string
  nickname: string
  about: string
}

const chosen = 'demo-as'
/** The people one may look as; null while nobody knows, empty outside a demonstration. */
export const cast = ref<Player[] | null>(null)
let asked: Promise<Player[]> | null = null

const read = async <T>(url: string): Promise<T | undefined> => {
  const answer = await fetch(url, { credentials: 'omit' })
  return answer.ok ? ((await answer.json()) as T) : undefined
}

// Not through the client: whoever has just been signed out asks this on the way in, and must not wait for themselves.
async function people(): Promise<Player[]> {
  const config = await read<Answer<'readConfig'>>('/api/v1/config')
  return (config?.features.demonstration && (await read<Player[]>('/demo/cast.json'))) || []
}

/** Asks once. Without network it asks again the next time. */
export function askCast(): Promise<Player[]> {
  asked ??= people()
    .catch((): Player[] => {
      asked = null
      return []
    })
    .then((found) => (cast.value = found))
  return asked
}

/** The code to sign in with, or null when this is no demonstration or nobody has been chosen. */
export async function demoCode(): Promise<string | null> {
  const name = (personal.get(chosen) || '') as string
  if (!name || !(await askCast()).length) return null
  return `dev:${name}:${Date.now()}`
}

export const lookAs = (name: string) => personal.set(chosen, name)
export const lookAsNobody = () => personal.drop(chosen)

/** The name in the address: /m/?as=NAME. */
export function nameInAddress(): string {
  const name = new URLSearchParams(location.search).get('as') ?? ''
  return /^[a-z0-9]{1,40}$/.test(name) ? name : ''
}
