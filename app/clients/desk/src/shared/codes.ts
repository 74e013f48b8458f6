import { shallowRef } from 'vue'
import { readCodes } from 'sdk'
import { api } from './api'

const lists = new Map<string, Promise<{ value: string; text: string }[]>>()

/** The words of one of the product's lists, ready for a question. */
export function codes(list: string) {
  const known = lists.get(list)
  if (known) return known
  const asked = api
    .call(readCodes, { path: { list } })
    .then((found) => found.entries.map(({ code, text }) => ({ value: code, text })))
  lists.set(list, asked)
  asked.catch(() => lists.delete(list)) // the next question asks again
  return asked
}

/** The words of a list by their codes; none as long as they are not read. */
export function useWords(list: string) {
  const words = shallowRef<Record<string, string>>({})
  codes(list)
    .then((found) => {
      words.value = Object.fromEntries(found.map((one) => [one.value, one.text]))
    })
    .catch(() => undefined) // what they name can be read without them
  return words
}
