import { listApplications, listDisputes, listIdentityReviews, listOrganizations } from 'sdk'
import { api } from './api'
import { left, time } from './days'
import { bodiesFor, committees, may, regionsFor } from './who'
import { near } from './words'

/** One kind of thing that waits for the person. */
export interface Waiting {
  title: string
  screen: string
  query?: Record<string, string>
  /** How many, where the server counts them; else the lines are all or the first. */
  count?: number
  more: boolean
  lines: { id: string; text: string; note: string }[]
}

const shown = 5

async function ofBody(body: { id: string; name: string }): Promise<Waiting> {
  const page = await api.call(listApplications, { path: { id: body.id }, query: { limit: shown, with_total: true } })
  return {
    title: `${body.name}：等您审核的入会申请`,
    screen: 'applications',
    query: { body: body.id },
    count: page.total ?? undefined,
    more: page.next_cursor != null,
    lines: page.items.map((one) => ({ id: one.id, text: one.nickname, note: time(one.applied_at) + '申请' })),
  }
}

async function ofCases(): Promise<Waiting[]> {
  const page = await api.call(listDisputes, { query: { as: 'committee', limit: 50 } })
  const open = page.items.filter((one) => one.acts.some((act) => act !== 'withdraw'))
  const line = (one: (typeof open)[number]) => ({
    id: one.id,
    text: one.category_text + '，' + near(one.region_name),
    note: one.due_on ? '办结期限' + left(one.due_on) : time(one.applied_at) + '申请',
  })
  const group = (title: string, act: string) => {
    const mine = open.filter(
      (one) => (one.acts as string[]).includes(act) && (act !== 'assign' || one.assigned_at == null),
    )
    return {
      title,
      screen: 'cases',
      count: mine.length,
      more: mine.length > shown,
      lines: mine.slice(0, shown).map(line),
    }
  }
  return [group('等您受理的纠纷', 'accept'), group('等您指派调解员的纠纷', 'assign'), group('等您接手的纠纷', 'take')]
}

async function ofIdentities(): Promise<Waiting> {
  const page = await api.call(listIdentityReviews, { query: { limit: shown } })
  return {
    title: '等您核实的身份',
    screen: 'identities',
    more: page.next_cursor != null,
    lines: page.items.map((one) => ({ id: one.person_id, text: one.name, note: time(one.updated_at) + '提交' })),
  }
}

async function ofFoundings(region: string): Promise<Waiting> {
  const page = await api.call(listOrganizations, { query: { region, state: 'submitted', limit: shown } })
  return {
    title: '等您审批的组织',
    screen: 'approvals',
    more: page.next_cursor != null,
    lines: page.items.map((one) => ({ id: one.id, text: one.name, note: near(one.region_name) })),
  }
}

/** Everything that waits, part by part; a part that fails does not take the others with it. */
export function readWaiting(): Promise<Waiting[]>[] {
  const one = (found: Promise<Waiting>) => found.then((group) => [group])
  return [
    ...(committees.value.length ? [ofCases()] : []),
    ...bodiesFor(may.review).map((body) => one(ofBody(body))),
    ...(regionsFor('officer', 'region_admin').length ? [one(ofIdentities())] : []),
    ...regionsFor('region_admin').map((region) => one(ofFoundings(region.id))),
  ]
}
