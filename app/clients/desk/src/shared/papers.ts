import { uploadFile } from 'sdk'
import { api, keep } from './api'
import type { Field } from './ask'

// Signed papers are handed in as pictures or as one PDF, page by page.
const keys = new WeakMap<File, string>()

/** A question for the pages of a signed paper. */
export const pages = (label: string, hint: string, required = false): Field => ({
  name: 'pages',
  label,
  hint: hint + '，照片或 PDF，每个不超过10兆',
  kind: 'file',
  many: true,
  required,
  accept: '.jpg,.jpeg,.png,.pdf',
})

/** Hands in files one after another; the same file a second time is not stored twice. */
export async function handIn(files: File[] | undefined, purpose: 'document' | 'evidence' = 'document'): Promise<string[]> {
  const ids: string[] = []
  for (const file of files ?? []) {
    const key = keys.get(file) ?? api.newKey()
    keys.set(file, key)
    ids.push((await api.upload(uploadFile, file, { purpose }, key)).id)
  }
  return ids
}

/**
 * Hands a confidential file over: its link is good with the token alone, and each look is written down. It is asked of
 * the server that the desk came from, by whatever name that was reached.
 */
export async function fetchPaper(link: string, name: string) {
  const { pathname, search } = new URL(link, location.href)
  keep(await api.download(pathname + search), name)
}
