import type { Schemas } from './operation'
import { ApiError, noNetwork } from './problem'
import type { Received, Transport } from './transport'

export type Session = Pick<Schemas['Tokens'], 'access_token' | 'refresh_token' | 'person'>

export interface SessionOptions {
  base: string
  transport: Transport
  /** Where the session survives a restart. */
  load(): Session | null
  save(session: Session | null): void
  /** A fresh wx.login code, or null when nobody wants to sign in (or cannot, in a browser). */
  code(): Promise<string | null>
  /** Shown to the person in the list of where they are signed in. */
  device?: string
}

// A repeat of a refresh gives the same successor for a minute; a phone that waited longer than this for an answer
// would not get there in time.
const patience = 4000

/** Signs in and renews, once at a time, however many calls met a 401. */
export class Sessions {
  private renewing: Promise<Session | null> | null = null

  constructor(private o: SessionOptions) {}

  get now(): Session | null {
    return this.o.load()
  }

  save(session: Session | null) {
    this.o.save(session)
  }

  /** A session that still holds, or null when nobody is signed in. Everybody who waits is told when it fails. */
  renew(): Promise<Session | null> {
    return (this.renewing ??= this.next().finally(() => {
      this.renewing = null
    }))
  }

  /** After a 401: another call may have renewed meanwhile. */
  after(refused: Session): Promise<Session | null> {
    const now = this.o.load()
    return now && now.access_token !== refused.access_token ? Promise.resolve(now) : this.renew()
  }

  private async next(): Promise<Session | null> {
    const old = this.o.load()
    if (old) {
      const renewed = await this.ask('/auth/refresh', { refresh_token: old.refresh_token }, 2)
      if (renewed) return renewed
      this.o.save(null)
    }
    const code = await this.o.code()
    return code === null ? null : this.ask('/auth/wechat', { code, device: this.o.device ?? '' }, 1)
  }

  private async ask(path: string, body: object, tries: number): Promise<Session | null> {
    let answer: Received | undefined
    for (let i = 0; i < tries && !answer; i++) {
      answer = await this.o.transport
        .send({
          method: 'POST',
          url: this.o.base + path,
          header: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify(body),
          timeout: patience,
        })
        .catch(() => undefined)
    }
    if (!answer) throw noNetwork()
    if (answer.status >= 500 || answer.status === 429) {
      throw new ApiError(answer.status, 'auth.later', '现在登录的人多，请稍后再试')
    }
    if (answer.status >= 300) return null
    this.o.save(answer.data as Session)
    return answer.data as Session
  }
}
