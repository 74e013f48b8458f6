import type { Item } from '../../../sdk/src'
import { day, daysLeft, leftWords, yuan } from './words'

type Case = Pick<Item<'listOwnDisputes'>, 'state'>

const bad = ['not_accepted', 'breached']
const good = ['performed', 'effective', 'archived']
const over = ['withdrawn', 'terminated', 'handed_up', 'referred']

export function caseTone({ state }: Case): 'good' | 'wait' | 'bad' | undefined {
  if (bad.includes(state)) return 'bad'
  if (good.includes(state)) return 'good'
  return over.includes(state) ? undefined : 'wait'
}

/** Today in Shanghai, as the interface writes days. */
export const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)

/** What a committee writes down for a party. */
export interface Said {
  consent: 'given' | 'refused'
  way: 'paper' | 'oral'
  witness?: string
  scan_ids?: string[]
}

type Card = Item<'listDisputes'>

/** 李姐提出，跟外山织造厂 — as far as names are known. */
export const sides = (c: Card) =>
  [c.applicant_name ? c.applicant_name + '提出' : '', c.respondent_name ? '跟' + c.respondent_name : '']
    .filter(Boolean)
    .join('，')

/** 18600元，外山村. */
export const amountAndPlace = (c: Card) =>
  [c.amount_fen != null ? yuan(c.amount_fen) : '', c.place_name].filter(Boolean).join('，')

// What its day is for: an answer to who applied, what was agreed, else the mediation itself.
const aims: Partial<Record<Case['state'], string>> = { applied: '答复', effective: '履行', breached: '履行' }
const by = (c: Pick<Card, 'due_on' | 'state'>) => `${day(c.due_on!)}前${aims[c.state] ?? '办完'}，`

/** 12月22日前办完，还有22天; empty when it has no day or has ended. */
export const deadline = (c: Pick<Card, 'due_on' | 'days_left' | 'state'>) =>
  c.due_on != null && c.days_left != null ? by(c) + leftWords(c.days_left) : ''

/** The same of one case that is open, which tells its day alone. */
export const deadlineOf = (c: (Pick<Card, 'due_on' | 'state'> & { ended_at: string | null }) | undefined) =>
  c?.due_on && !c.ended_at ? by(c) + daysLeft(c.due_on) : ''
