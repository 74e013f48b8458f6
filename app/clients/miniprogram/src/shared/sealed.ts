// A confidential file (a recording, evidence) is read with the access token of whom its link was made for, and each
// read is written down. So it is fetched when somebody wants it, and what is shown lies in memory or in a temporary
// file, never in what is kept.
import { api, link } from './api'

/** Something that an image or a player takes. */
export async function unseal(url: string): Promise<string> {
  const file = await api.download(link(url))
  return typeof file === 'string' ? file : URL.createObjectURL(file)
}
