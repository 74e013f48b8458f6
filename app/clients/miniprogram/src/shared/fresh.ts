// Some acts (a copy of all one's data, closing the account) ask for a sign-in of the last five minutes, so that a phone
// left on a table is not enough.
import { ApiError, listSessions, revokeSession } from '../../../sdk/src'
import { api, call } from './api'

/** Signs in anew and ends the session before. False where nobody can be asked; the session stays as it was then. */
async function signInAgain(): Promise<boolean> {
  const old = api.session
  const { items } = await call(listSessions)
  const before = items.find((s) => s.current)?.id
  api.sessions.save(null)
  let signed = false
  try {
    signed = (await api.sessions.renew()) !== null
  } finally {
    if (!signed) api.sessions.save(old)
  }
  if (signed && before) await call(revokeSession, { path: { id: before } }).catch(() => undefined)
  return signed
}

/** Does it, and if the sign-in is too long ago, signs in and does it once more. */
export async function freshly<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (e) {
    if (!(e instanceof ApiError) || e.code !== 'session.not_fresh' || !(await signInAgain())) throw e
    return act()
  }
}
