import { lookUpPerson, type Answer } from 'sdk'
import { api } from './api'
import { ask, type Field } from './ask'

export type Found = Answer<'lookUpPerson'>

// A code is good for one look: who was found stays while the desk is open, so that a form that is refused can be sent
// again.
const known = new Map<string, Promise<Found>>()

function find(typed: string): Promise<Found> {
  const code = typed.trim().toUpperCase()
  const before = known.get(code)
  if (before) return before
  const asked = api.call(lookUpPerson, { body: { code } })
  known.set(code, asked)
  asked.catch(() => known.delete(code))
  return asked
}

/** Forgets whom codes meant. */
export const forgetPeople = () => known.clear()

/** What a dialog calls somebody who was found. */
export const nameOf = (found: Found) =>
  (found.name_masked || '没有实名的人') + (found.verified ? '（已经实名）' : '（还没有实名）')

const field: Field = {
  name: 'code',
  label: '本人的码',
  hint: '本人手机小程序上出示的字母和数字，一个码只能用一次',
  required: true,
  max: 40,
}

/** Asks for the code that somebody shows, and goes on with who it is. */
export const askPerson = (title: string, text: string, then: (found: Found) => void) =>
  ask({ title, text, fields: [field], yes: '下一步', run: async ({ code }) => then(await find(code ?? '')) })
