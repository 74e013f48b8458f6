import { beginPairing, claimPairing, type Answer } from 'sdk'
import { api } from './api'

/** A picture that the mini-program scans, with the two digits that the person types on the phone. */
export type Pairing = Answer<'beginPairing'>

/** What the phone shows: which computer asks to come in. */
export function deviceName(agent = navigator.userAgent): string {
  const system = /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? '苹果' : /Linux/.test(agent) ? 'Linux' : ''
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? '火狐' : /Chrome\//.test(agent) ? '谷歌' : ''
  return `${system}电脑上的${browser}浏览器`
}

export const begin = () => api.call(beginPairing, { body: { device: deviceName() } })

/** Asks whether the phone has said yes; then the tab is signed in. */
export async function claim({ id, secret }: Pairing): Promise<boolean> {
  const { tokens } = await api.call(claimPairing, { path: { id }, body: { secret } })
  if (tokens) api.sessions.save(tokens)
  return Boolean(tokens)
}
