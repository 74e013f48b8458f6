// A demonstration lets one look at everything as one of its people. Whether the server is one is the server's to say:
// /demo/cast.json exists in a demonstration only, and without it nothing here leads to a sign-in. In the browser only;
// in WeChat everybody is who they are.
import { ref } from 'vue'
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

export function askCast(): Promise<Player[]> {
  asked ??= fetch('/demo/cast.json', { credentials: 'omit' })
    .then((answer) => (answer.ok ? (answer.json() as Promise<Player[]>) : []))
    .catch(() => [])
    .then((people) => (cast.value = people))
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
