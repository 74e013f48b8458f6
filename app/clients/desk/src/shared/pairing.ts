import { ApiError, refusal, type Session } from 'sdk'
import { fetchTransport } from 'sdk/fetch'
import { api } from './api'

/** A picture that the mini-program scans, with the two digits that the person types on the phone. */
export interface Pairing {
  id: string
  secret: string
  qr_png: string
  digits: string
  expires_at: string
  /** Seconds between two questions. */
  poll_after: number
}

/** What the phone shows: which computer asks to come in. */
export function deviceName(agent = navigator.userAgent): string {
  const system = /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? '苹果' : /Linux/.test(agent) ? 'Linux' : ''
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? '火狐' : /Chrome\//.test(agent) ? '谷歌' : ''
  return `${system}电脑上的${browser}浏览器`
}

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await fetchTransport
    .send({
      method: 'POST',
      url: '/api/v1/auth/pairings' + path,
      header: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      timeout: 8000,
    })
    .catch(() => undefined)
  if (!answer) throw new ApiError(0, 'network', '网络不好，请稍后再试')
  if (answer.status >= 300) throw refusal(answer.status, answer.data)
  return answer.data as T
}

export const begin = () => post<Pairing>('', { device: deviceName() })

/** Asks whether the phone has said yes; then the tab is signed in. */
export async function claim(pairing: Pairing): Promise<boolean> {
  const { tokens } = await post<{ tokens?: Session | null }>(`/${pairing.id}/claim`, { secret: pairing.secret })
  if (tokens) api.sessions.save(tokens)
  return Boolean(tokens)
}
