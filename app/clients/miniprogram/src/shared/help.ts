// The form of M7, as it lies in the draft, and the words for what the screens choose from.
import type { Args } from '../../../sdk/src'
import type { Place } from './place'
import { fen } from './words'

type Filing = Args<'fileDispute'>['body']
export type Category = NonNullable<Filing['category']>
export type Other = Filing['respondent']['kind']

export interface Help {
  step: number
  /** The Idempotency-Key: the same for each attempt to send, also after a kill. */
  key: string
  voice: { id: string; seconds: number; at: number } | null
  text: string
  photos: { id: string; at: number }[]
  category: Category | ''
  kind: Other | ''
  name: string
  contact: string
  place: Place | null
  amount: string
  mine: string
}

export const emptyHelp = (): Help => ({
  step: 0,
  key: '',
  voice: null,
  text: '',
  photos: [],
  category: '',
  kind: '',
  name: '',
  contact: '',
  place: null,
  amount: '',
  mine: '',
})

// A file that nothing holds on to goes away after a day.
const fresh = (at: number) => Date.now() - at < 23 * 3600e3

/** What was found from before, without what has gone meanwhile. */
export function refresh(draft: Help) {
  if (draft.voice && !fresh(draft.voice.at)) draft.voice = null
  draft.photos = draft.photos.filter((p) => fresh(p.at))
}

export const told = (draft: Help) => Boolean(draft.voice || draft.text.trim())

export function filing(draft: Help): Filing {
  const { voice, text, photos, category, kind, name, contact, place, amount, mine } = draft
  return {
    region_code: place?.code ?? '',
    ...(category ? { category } : {}),
    respondent: { kind: kind || 'person', name: name.trim(), ...(contact.trim() ? { contact: contact.trim() } : {}) },
    ...(text.trim() ? { statement: text.trim() } : {}),
    ...(voice ? { voice_id: voice.id } : {}),
    ...(photos.length ? { evidence_ids: photos.map((p) => p.id) } : {}),
    ...(amount.trim() ? { amount_fen: fen(amount) ?? undefined } : {}),
    ...(mine.trim() ? { contact: mine.trim() } : {}),
  }
}

/** What most people come with, in their own words; the other kinds are a tap further. */
export const common: { code: Category; words: string }[] = [
  { code: 'labour', words: '欠工钱、工伤' },
  { code: 'contract', words: '租房、合同' },
  { code: 'neighbour', words: '邻居、合租' },
  { code: 'damage', words: '受伤、要赔偿' },
]

export const others: { code: Other; words: string }[] = [
  { code: 'employer', words: '老板、工厂' },
  { code: 'landlord', words: '房东' },
  { code: 'person', words: '一个人' },
  { code: 'agency', words: '中介' },
  { code: 'property_manager', words: '物业' },
  { code: 'organization', words: '别的单位' },
]
export const otherWords = (code: string) => others.find((o) => o.code === code)?.words ?? ''
