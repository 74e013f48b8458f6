import type { Answers } from './ask'

// What is being written survives a reload, in this tab alone: an office computer is shared, and words of a case stay
// on it no longer than the person does. Whoever signs out takes them away.
const begin = 'xinjumin.draft.'

/** What was written of a thing and not sent. */
export function readDraft(id: string): Answers | null {
  const kept = sessionStorage.getItem(begin + id)
  return kept ? (JSON.parse(kept) as Answers) : null
}

export const keepDraft = (id: string, answers: Answers) =>
  sessionStorage.setItem(begin + id, JSON.stringify(answers))

export const dropDraft = (id: string) => sessionStorage.removeItem(begin + id)

/** Forgets all of them. */
export function dropDrafts() {
  for (const place of Object.keys(sessionStorage)) if (place.startsWith(begin)) sessionStorage.removeItem(place)
}
