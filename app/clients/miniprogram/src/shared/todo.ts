// What waits for somebody (GET /home): which page each line opens, and the picture beside it.
import type { Answer } from '../../../sdk/src'
import { go } from './screen'
import { day, daysLeft } from './words'

export type ToDo = Answer<'readHome'>['to_do'][number]
interface Target {
  page: string
  query?: Record<string, string>
  /** The picture, of the group choices. */
  of: string
}

const targets: Record<ToDo['kind'], (id: string, title: string) => Target> = {
  accept_place: () => ({ page: 'signups/signups', of: 'tickets' }),
  vote: (id) => ({ page: 'polls/poll', query: { id }, of: 'polls' }),
  confirm_desk_session: (id) => ({ page: 'desk/sitting', query: { id }, of: 'news' }),
  answer_invitation: () => ({ page: 'mine/bodies', of: 'bodies' }),
  answer_roster_claim: () => ({ page: 'mine/bodies', of: 'bodies' }),
  answer_office: () => ({ page: 'work/work', of: 'mine' }),
  answer_seat: () => ({ page: 'work/work', of: 'mine' }),
  answer_role: () => ({ page: 'work/work', of: 'mine' }),
  take_dispute: (id) => ({ page: 'work/matter', query: { id }, of: 'cases' }),
  accept_disputes: () => ({ page: 'work/board', of: 'cases' }),
  assign_disputes: () => ({ page: 'work/board', of: 'cases' }),
  review_applications: (id, name) => ({ page: 'work/queue', query: { id, name }, of: 'bodies' }),
  decide_removals: (id, name) => ({ page: 'work/removals', query: { id, name }, of: 'bodies' }),
  // These are done at the desk; the page says so.
  approve_organization: () => ({ page: 'work/work', of: 'bodies' }),
  review_identities: () => ({ page: 'work/work', of: 'mine' }),
  second_desk_sessions: () => ({ page: 'work/work', of: 'news' }),
  record_filings: () => ({ page: 'work/work', of: 'cases' }),
  review_moderation_case: () => ({ page: 'work/work', of: 'help' }),
}

/** A kind that a newer server knows and this client does not still has a page. */
const target = (t: ToDo): Target =>
  targets[t.kind]?.(t.subject_id ?? '', t.title ?? '') ?? { page: 'work/work', of: 'news' }

export const pictureOf = (t: ToDo) => target(t).of

/** What waits in an office; the rest is for everybody. */
export const forOffice = (t: ToDo) => target(t).page.startsWith('work/')

/** Nothing more can be done about it on the phone. */
export const atDesk = (t: ToDo) =>
  ['approve_organization', 'review_identities', 'second_desk_sessions', 'review_moderation_case'].includes(t.kind)

export function open(t: ToDo) {
  const { page, query } = target(t)
  go(page, query)
}

/** 4件, 12月7日前，还有7天; empty when neither is known. */
export const urgency = (t: ToDo) =>
  [t.count > 1 ? `${t.count}件` : '', t.due_on ? `${day(t.due_on)}前，${daysLeft(t.due_on)}` : '']
    .filter(Boolean)
    .join('，')
