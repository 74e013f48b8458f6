// A demonstration lets one look at everything as one of its people. Whether the server is one is the server's to say
// (GET /config); elsewhere nobody is asked for, and nothing here leads to a sign-in. In browsers only; in WeChat
// everybody is who they are.
import type { Answer } from './operation'

export interface Player {
  name: string
  nickname: string
  about: string
}

async function read<T>(url: string): Promise<T | undefined> {
  const answer = await fetch(url, { credentials: 'omit' })
  return answer.ok ? ((await answer.json()) as T) : undefined
}

/**
 * The people one may look as; none outside a demonstration. It rejects without network. Not through the client: whoever
 * has just been signed out asks this on the way in, and must not wait for themselves.
 */
export async function readCast(): Promise<Player[]> {
  const config = await read<Answer<'readConfig'>>('/api/v1/config')
  return (config?.features.demonstration && (await read<Player[]>('/demo/cast.json'))) || []
}

/** What the stand-in for WeChat's sign-in takes; each code once. */
export const codeOf = (name: string) => `dev:${name}:${Date.now()}`

/** The name in the address: /m/?as=NAME. */
export function nameInAddress(): string {
  const name = new URLSearchParams(location.search).get('as') ?? ''
  return /^[a-z0-9]{1,40}$/.test(name) ? name : ''
}
