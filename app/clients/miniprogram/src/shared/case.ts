import type { Item } from '../../../sdk/src'
import { day, daysLeft, leftWords, yuan } from './words'

type Case = Pick<Item<'listOwnDisputes'>, 'state'>

const bad = ['not_accepted', 'breached']
const good = ['performed', 'effective', 'confirmed_by_court', 'archived']
const over = ['withdrawn', 'terminated']

export function caseTone({ state }: Case): 'good' | 'wait' | 'bad' | undefined {
  if (bad.includes(state)) return 'bad'
  if (good.includes(state)) return 'good'
  return over.includes(state) ? undefined : 'wait'
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

/** 12月22日前办完，还有22天; empty when it has no day or has ended. */
export const deadline = (c: Pick<Card, 'due_on' | 'days_left'>) =>
  c.due_on != null && c.days_left != null ? `${day(c.due_on)}前办完，${leftWords(c.days_left)}` : ''

/** The same of one case that is open, which tells its day alone. */
export const deadlineOf = (c: { due_on: string | null; ended_at: string | null } | undefined) =>
  c?.due_on && !c.ended_at ? `${day(c.due_on)}前办完，${daysLeft(c.due_on)}` : ''
