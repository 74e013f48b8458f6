// A confidential file (a recording, evidence) is read with the access token of whom its link was made for, and each
// read is written down. So it is fetched when somebody wants it, and what is shown lies in memory or in a temporary
// file, never in what is kept.
import type { Session } from '../../../sdk/src'
import { api, link } from './api'

/** The file, or null when the token has run out. */
let read: (url: string, header: Record<string, string>) => Promise<string | null>
// #ifdef H5
read = async (url, headers) => {
  const answer = await fetch(url, { headers, credentials: 'omit' })
  if (answer.status === 401) return null
  if (!answer.ok) throw new Error('file ' + answer.status)
  return URL.createObjectURL(await answer.blob())
}
// #endif
// #ifdef MP-WEIXIN
read = (url, header) =>
  new Promise((done, failed) =>
    uni.downloadFile({
      url,
      header,
      success: (r) => {
        if (r.statusCode === 401) done(null)
        else if (r.statusCode === 200) done(r.tempFilePath)
        else failed(new Error('file ' + r.statusCode))
      },
      fail: (fault) => failed(new Error(fault.errMsg)),
    }),
  )
// #endif

const header = (session: Session | null): Record<string, string> =>
  session ? { authorization: 'Bearer ' + session.access_token } : {}

/** Something that an image or a player takes. */
export async function unseal(url: string): Promise<string> {
  let session = api.session
  if (session && !session.access_token) session = await api.sessions.renew()
  const file = await read(link(url), header(session))
  if (file !== null) return file
  const again = session && (await read(link(url), header(await api.sessions.after(session))))
  if (!again) throw new Error('file 401')
  return again
}
