import { computed, ref } from 'vue'
import { Client, signOut, uploadFile } from '../../../sdk/src'
import type { Answer, Operation, OperationID, Session, Transport } from '../../../sdk/src'
// #ifdef H5
import { fetchTransport } from '../../../sdk/src/fetch'
import { nameInAddress } from '../../../sdk/src/demo'
import { askCast, demoCode, lookAs, lookAsNobody } from './demo'
// #endif
// #ifdef MP-WEIXIN
import { wxTransport } from '../../../sdk/src/wx'
// #endif
import { dropKept, keptAnswers } from './kept'
import { clear, personal } from './store'

const slot = 'session'
let base = '/api/v1'
// #ifdef MP-WEIXIN
base = (import.meta.env.VITE_API as string | undefined) ?? 'https://api.invalid/api/v1'
// #endif

// The access token lives in memory alone; the refresh token is what survives a reload.
const session = ref<Session | null>(restored())

function restored(): Session | null {
  const kept = personal.get(slot) as Omit<Session, 'access_token'> | ''
  return kept ? { ...kept, access_token: '' } : null
}

export const signedIn = computed(() => session.value !== null)
export const me = computed(() => session.value?.person ?? null)

// Each target is cut out of the other's build, so what is declared here is assigned below.
let transport: Transport
let device: string
let code: () => Promise<string | null>
// #ifdef H5
transport = fetchTransport
device = '浏览器'
code = demoCode
// #endif
// #ifdef MP-WEIXIN
transport = wxTransport(
  (o) => uni.request(o as UniApp.RequestOptions),
  (o) => uni.uploadFile(o as UniApp.UploadFileOption),
  (o) => uni.downloadFile(o as UniApp.DownloadFileOption),
)
device = '小程序'
code = () => new Promise((done) => uni.login({ success: (r) => done(r.code), fail: () => done(null) }))
// #endif

export const api = new Client({
  base,
  transport,
  device,
  code,
  load: () => session.value,
  save(next) {
    session.value = next
    if (next) personal.set(slot, { refresh_token: next.refresh_token, person: next.person })
    else personal.drop(slot)
  },
  cache: keptAnswers(base),
})

// Whoever opens /m/?as=NAME of a demonstration is that person before the first call goes out.
export let ready: Promise<unknown> = Promise.resolve()
// #ifdef H5
if (nameInAddress() && !session.value) ready = signInAs(nameInAddress())
// #endif

/** Calls one operation; see Client.call. */
export const call = (async (...args: Parameters<typeof api.call>) => {
  await ready
  return api.call(...args)
}) as typeof api.call

/** Signs in with WeChat. In a browser there is nobody to ask: false. */
export const signIn = async () => (await api.sessions.renew()) !== null

// #ifdef H5
/** Looks at a demonstration as somebody. */
export async function signInAs(name: string): Promise<boolean> {
  if (!(await askCast()).length) return false
  lookAs(name)
  api.sessions.save(null)
  return signIn()
}
// #endif

/** Ends the session there, then takes away whatever it left here: also when the network is dead. */
export async function leave() {
  try {
    if (session.value) await api.call(signOut)
  } catch {
    // The session runs out by itself; what matters on this phone goes in any case.
  }
  api.sessions.save(null)
  // #ifdef H5
  lookAsNobody()
  // #endif
  dropKept()
  clear(personal, 'draft:')
}

export type Purpose = 'avatar' | 'activity_image' | 'evidence' | 'voice' | 'document'

/** Sends one file: a path in WeChat, a Blob in a browser. */
export const upload = (file: string | Blob, purpose: Purpose, key: string): Promise<Answer<'uploadFile'>> =>
  api.upload(uploadFile, file, { purpose }, key)

/**
 * A link to a file. Links name the server as it knows itself; a browser may have come by another of its names, and
 * the page's policy lets in nothing but where it came from.
 */
export function link(url: string): string {
  // #ifdef H5
  return url.replace(/^https?:\/\/[^/]+(?=\/api\/)/, '')
  // #endif
  // #ifdef MP-WEIXIN
  return url
  // #endif
}

/** The last good answer to a public GET. */
export const kept = <K extends OperationID>(op: Operation<K>, args = {}) => api.kept(op, args)
