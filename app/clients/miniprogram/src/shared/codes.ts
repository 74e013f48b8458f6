// The words of a list of codes, for the answers that carry a code without its words. Asked for once.
import { readCodes } from '../../../sdk/src'
import { call } from './api'

const lists = new Map<string, Promise<(code: string) => string>>()

export function listCodeWords(list: string): Promise<(code: string) => string> {
  let words = lists.get(list)
  if (!words) {
    words = call(readCodes, { path: { list } }).then(({ entries }) => {
      const known = new Map(entries.map((e) => [e.code, e.text]))
      return (code: string) => known.get(code) ?? ''
    })
    lists.set(list, words)
    // What failed is asked for again next time.
    words.catch(() => lists.delete(list))
  }
  return words
}

/** What a complaint is about, as one says it to whom it belongs: 您的账号, 您的活动. */
export async function ownTarget(): Promise<(kind: string) => string> {
  const words = await listCodeWords('report_target')
  return (kind) => '您的' + (kind === 'person' ? '账号' : words(kind))
}
