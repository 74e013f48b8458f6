import type { Answer, Args, Operation, OperationID } from './operation'
import { noNetwork, refusal } from './problem'
import { Sessions, type Session, type SessionOptions } from './session'
import type { Received, Sent } from './transport'

/** The last good answer to a GET. */
export interface Kept<T = unknown> {
  etag?: string
  data: T
  /** Milliseconds since 1970. */
  at: number
}

export interface Options extends SessionOptions {
  /** Keeps good answers of GETs for a dead network; leave out what is confidential. */
  cache?: { get(url: string): Kept | undefined; set(url: string, kept: Kept): void }
  wait?(ms: number): Promise<void>
  random?(): string
}

type Loose = {
  path?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: number
  key?: string
  actingFor?: string
}
type Rest<K extends OperationID> = object extends Args<K> ? [Args<K>?] : [Args<K>]
/** What a GET is found under again. */
type Address = { path?: Record<string, string>; query?: Record<string, unknown> }
type Reading = Address & { actingFor?: string }
/** A file that an answer has named by its whole address. */
const link = { method: 'get', path: '', flags: 'o' } as const
const acting = (session?: string): Record<string, string> => (session ? { 'x-acting-for': session } : {})

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
const random = () => Math.random().toString(36).slice(2) + Date.now().toString(36)
const tries = 3

const queryOf = (query: Record<string, unknown> = {}) => {
  const parts = Object.keys(query)
    .filter((k) => query[k] !== undefined && query[k] !== null && query[k] !== '')
    .sort()
    .map((k) => encodeURIComponent(k) + '=' + encodeURIComponent(String(query[k])))
  return parts.length ? '?' + parts.join('&') : ''
}

export class Client {
  readonly sessions: Sessions

  constructor(private o: Options) {
    this.sessions = new Sessions(o)
  }

  get session(): Session | null {
    return this.sessions.now
  }

  /**
   * Calls one operation. What is safe to repeat is repeated: GETs, and writes under their Idempotency-Key. A form that
   * may be sent again after a failure makes its key once (newKey) and passes it.
   * Throws an ApiError whose message is fit to be shown.
   */
  async call<K extends OperationID>(op: Operation<K>, ...rest: Rest<K>): Promise<Answer<K>> {
    const args = (rest[0] ?? {}) as Loose
    const url = this.url(op, args)
    const header: Record<string, string> = { accept: 'application/json', ...acting(args.actingFor) }
    if (args.body !== undefined) header['content-type'] = 'application/json'
    if (args.ifMatch !== undefined) header['if-match'] = `"${args.ifMatch}"`
    if (op.flags.includes('k')) header['idempotency-key'] = args.key ?? this.newKey()
    // What is read for somebody else is not kept.
    const cache = op.method === 'get' && !args.actingFor ? this.o.cache : undefined
    const kept = cache?.get(url)
    if (kept?.etag) header['if-none-match'] = kept.etag
    const body = args.body === undefined ? undefined : JSON.stringify(args.body)
    const request = { method: op.method.toUpperCase(), url, body, timeout: 15000 }
    const answer = await this.signed(op, (auth) =>
      this.o.transport.send({ ...request, header: { ...header, ...auth } }),
    )
    if (answer.status === 304 && kept) {
      cache?.set(url, { ...kept, at: Date.now() })
      return kept.data as Answer<K>
    }
    if (answer.status >= 300) throw refusal(answer.status, answer.data)
    cache?.set(url, { etag: answer.header.etag, data: answer.data, at: Date.now() })
    return answer.data as Answer<K>
  }

  /** Sends one file; one after another, so that a bad network is not asked for several at once. */
  async upload<K extends OperationID>(
    op: Operation<K>,
    file: string | Blob,
    fields: Record<string, string>,
    key = this.newKey(),
    actingFor?: string,
  ): Promise<Answer<K>> {
    const send = this.o.transport.upload
    if (!send) throw new Error('this transport sends no files')
    const url = this.o.base + op.path
    const answer = await this.signed(op, (auth) =>
      send({ url, header: { 'idempotency-key': key, ...acting(actingFor), ...auth }, file, fields, timeout: 60000 }),
    )
    if (answer.status >= 300) throw refusal(answer.status, answer.data)
    return answer.data as Answer<K>
  }

  /**
   * Reads a file with the token: an operation that answers with one, or a link that an answer gave. A Blob in browsers,
   * the path of a temporary file in WeChat; nothing of it is kept here.
   */
  async download<K extends OperationID>(what: Operation<K> | string, args: Reading = {}): Promise<string | Blob> {
    const read = this.o.transport.download
    if (!read) throw new Error('this transport reads no files')
    const [op, url] = typeof what === 'string' ? [link, what] : [what, this.url(what, args)]
    const answer = await this.signed(op, (auth) =>
      read({ method: 'GET', url, header: { ...acting(args.actingFor), ...auth }, timeout: 60000 }),
    )
    if (answer.status >= 300) throw refusal(answer.status, answer.data)
    return answer.data as string | Blob
  }

  /** The last good answer to a GET, for the time without network. */
  kept<K extends OperationID>(op: Operation<K>, args: Address = {}): Kept<Answer<K>> | undefined {
    return this.o.cache?.get(this.url(op, args)) as Kept<Answer<K>> | undefined
  }

  /** A key for a form: the same for each attempt to send it. */
  newKey(): string {
    return this.o.random?.() ?? random()
  }

  private url(op: Operation<OperationID>, args: Address): string {
    const path = op.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(args.path?.[name] ?? ''))
    return this.o.base + path + queryOf(args.query)
  }

  private async signed(
    op: Operation<OperationID>,
    send: (auth: Record<string, string>) => Promise<Received>,
  ): Promise<Received> {
    const safe = op.method === 'get' || op.flags.includes('k')
    let session = this.session
    // A browser keeps the refresh token alone; whoever is not signed in at all may still call what is open.
    if (session ? !session.access_token : !op.flags.includes('o')) session = await this.sessions.renew()
    for (let attempt = 1, renewed = false; ; ) {
      let answer: Received
      try {
        answer = await send(session ? { authorization: 'Bearer ' + session.access_token } : {})
      } catch {
        if (!safe || attempt++ >= tries) throw noNetwork()
        await this.wait(attempt * 400)
        continue
      }
      if (answer.status === 401 && session && !renewed) {
        renewed = true
        session = await this.sessions.after(session)
        continue
      }
      if ((answer.status === 429 || answer.status === 503) && safe && attempt++ < tries) {
        await this.wait(Math.min(Number(answer.header['retry-after']) || 1, 5) * 1000)
        continue
      }
      return answer
    }
  }

  private wait(ms: number): Promise<void> {
    return (this.o.wait ?? pause)(ms)
  }
}
