// The pages for browsers come in two files: what the first screens need, and the rest. A file for each page and each
// component cost a slow network a wait and half a kilobyte of headers eighty times.
import type { Rollup } from 'vite'

/** Where people arrive, and where they look around. */
const first = /\/src\/pages\/(home|bodies|body|places)\/[^?]*\.vue/
const page = /\/src\/pages\/[^?]*\.vue/

/** The part of a module: the first one holds all that one of its pages or the program itself asks for. */
export function twoParts(id: string, { getModuleInfo }: Rollup.ManualChunkMeta): string {
  const seen = new Set<string>()
  const needed = (at: string): boolean => {
    if (seen.has(at)) return false
    seen.add(at)
    if (first.test(at)) return true
    const info = getModuleInfo(at)
    return !page.test(at) && Boolean(info?.isEntry || info?.importers.some(needed))
  }
  return needed(id) ? 'index' : 'pages'
}
