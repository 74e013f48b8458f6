// The stand-in for scanning with the mini-program. It exists in a demonstration alone: only there does the server
// name a cast, and without a cast nobody can be chosen here.

export interface Part {
  name: string
  nickname: string
  about: string
}

type Config = { features?: { demonstration?: boolean } }

let cast: Promise<Part[]> | undefined
let chosen = ''

async function ask(): Promise<Part[]> {
  try {
    const config = await fetch('/api/v1/config', { credentials: 'omit' })
    if (!config.ok || !((await config.json()) as Config).features?.demonstration) return []
    const answer = await fetch('/demo/cast.json', { credentials: 'omit' })
    const json = answer.ok && /json/.test(answer.headers.get('content-type') ?? '')
    const parts: unknown = json ? await answer.json() : []
    return Array.isArray(parts) ? (parts as Part[]) : []
  } catch {
    return []
  }
}

/** The people of the demonstration; none where it is not one. */
export const readCast = (): Promise<Part[]> => (cast ??= ask())

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
export const standIn = async (): Promise<string | null> => (chosen ? `dev:${chosen}:${Date.now()}` : null)
