// Whom one looks as in a demonstration: chosen once for each tab.
import { ref } from 'vue'
import { codeOf, readCast, type Player } from '../../../sdk/src/demo'
import { personal } from './store'

const chosen = 'demo-as'
/** The people one may look as; null while nobody knows, empty outside a demonstration. */
export const cast = ref<Player[] | null>(null)
let asked: Promise<Player[]> | null = null

/** Asks once. Without network it asks again the next time. */
export function askCast(): Promise<Player[]> {
  asked ??= readCast()
    .catch((): Player[] => {
      asked = null
      return []
    })
    .then((found) => (cast.value = found))
  return asked
}

/** The code to sign in with, or null when this is no demonstration or nobody has been chosen. */
export async function demoCode(): Promise<string | null> {
  const name = (personal.get(chosen) || '') as string
  return name && (await askCast()).length ? codeOf(name) : null
}

export const lookAs = (name: string) => personal.set(chosen, name)
export const lookAsNobody = () => personal.drop(chosen)
