// The stand-in for scanning with the mini-program. It exists in a demonstration alone: only there does the server
// name a cast, and without a cast nobody can be chosen here.

import { codeOf, readCast as ask, type Player } from 'sdk/demo'

let cast: Promise<Player[]> | undefined
let chosen = ''

/** The people of the demonstration; none where it is not one. */
export const readCast = (): Promise<Player[]> => (cast ??= ask().catch(() => []))

/** Chooses whom to look as. */
export async function lookAs(name: string): Promise<boolean> {
  const known = (await readCast()).some((part) => part.name === name)
  chosen = known ? name : ''
  return known
}

export function lookAsNobody() {
  chosen = ''
}

/** A code to sign in with, or null where only the mini-program signs in. */
export const standIn = async (): Promise<string | null> => (chosen ? codeOf(chosen) : null)
