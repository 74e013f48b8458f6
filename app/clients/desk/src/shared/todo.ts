import type { Answer } from 'sdk'
import { left } from './days'
import { entries } from './menu'
import { href } from './router'

export type ToDo = Answer<'readHome'>['to_do'][number]

/** Where each thing that waits is done; what is not here is done on the phone, or at once on the first screen. */
type Place = [screen: string, id: string, query: Record<string, string>]
const places: { [kind in ToDo['kind']]?: (one: ToDo) => Place } = {
  take_dispute: (one) => ['cases', one.subject_id ?? '', {}],
  accept_disputes: () => ['cases', '', { state: 'applied' }],
  assign_disputes: () => ['cases', '', { state: 'accepted' }],
  review_applications: (one) => ['applications', '', { body: one.subject_id ?? '' }],
  decide_removals: (one) => ['removals', '', { body: one.subject_id ?? '' }],
  approve_organization: (one) => ['approvals', one.subject_id ?? '', {}],
  review_identities: () => ['identities', '', {}],
  second_desk_sessions: () => ['sessions', '', {}],
  review_moderation_case: () => ['reports', '', {}],
}

/** The address where it is done here, or nothing. */
export function placeOf(one: ToDo): string {
  const place = places[one.kind]?.(one)
  if (!place || !entries.some((entry) => entry.screen === place[0] && entry.may())) return ''
  return href(...place)
}

export const dueOf = (one: ToDo) => (one.due_on ? '期限' + left(one.due_on) : '')
