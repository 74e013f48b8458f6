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
