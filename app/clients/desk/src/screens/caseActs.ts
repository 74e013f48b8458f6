import type { ShallowRef } from 'vue'
import {
  acceptDispute,
  assignDispute,
  declineDispute,
  handUpDispute,
  recuseDispute,
  referDispute,
  releaseDispute,
  suggestMediators,
  takeDispute,
  terminateDispute,
  type Answer,
  type Args,
} from 'sdk'
import type { Act } from '../components/ActBar.vue'
import { api } from '../shared/api'
import { ask, confirm, type Field } from '../shared/ask'
import { codes } from '../shared/codes'
import { today } from '../shared/days'
import { useKey } from '../shared/screen'
import { called } from '../shared/words'

export type Case = Answer<'readDispute'>
/** Does something to the case that is open, tells what it came to, and reads it again. */
export type Step = (done: string, call: (now: Case) => Promise<unknown>) => Promise<void>

type Decline = Args<'declineDispute'>['body']
type Terminate = Args<'terminateDispute'>['body']
type Refer = Args<'referDispute'>['body']

// What a committee may give as its reason, in the order of the rules.
const declining: string[] = ['special_organ', 'already_taken', 'party_refuses', 'not_civil'] satisfies Decline['reason'][]
const ending: string[] = [
  'no_agreement',
  'party_stopped',
  'party_refuses',
  'unreachable',
  'unfit',
] satisfies Terminate['reason'][]

const organs: string[] = [
  'arbitration',
  'court',
  'labour_inspection',
  'police',
  'department',
] satisfies Refer['goes_to'][]

/** How acts name the case, as it was read. */
export const on = (now: { id: string; version: number }) => ({ path: { id: now.id }, ifMatch: now.version })

const inside: Field = { name: 'note', label: '再说明一下', hint: '只有调委会的人能看到', kind: 'long', max: 1000 }
const noted = (note: string | undefined) => (note ? { note } : {})

/** What the head and the mediators do to a case as a whole. */
export function useCaseActs(data: ShallowRef<Case | undefined>, step: Step): Act[] {
  const keyFor = useKey(() => api.newKey())

  const accept = () =>
    ask({
      title: '受理这件纠纷',
      text: '双方都同意调解以后正式受理，编上案号，开始算办结的期限。',
      fields: [{ ...inside, label: '交代几句' }],
      yes: '受理',
      run: ({ note }) =>
        step('已经决定受理。双方都同意调解以后正式受理；现在就可以指派调解员。', (now) =>
          api.call(acceptDispute, { ...on(now), body: noted(note), key: keyFor([now.id, note]) }),
        ),
    })

  async function decline() {
    const [reasons, places] = await Promise.all([codes('dispute_reason'), codes('dispute_place')])
    ask({
      title: '不受理这件纠纷',
      text: '双方会看到原因，也会看到还可以走哪些路。',
      fields: [
        {
          name: 'reason',
          label: '为什么不受理',
          kind: 'choice',
          required: true,
          options: reasons.filter((one) => declining.includes(one.value)),
        },
        { name: 'goes_to', label: '告诉他们可以去哪里', kind: 'select', options: places },
        inside,
      ],
      yes: '不受理',
      run: (given) =>
        step('已经告诉双方不受理，和还可以走的路。', (now) =>
          api.call(declineDispute, {
            ...on(now),
            key: keyFor([now.id, given]),
            body: {
              reason: given.reason as Decline['reason'],
              ...(given.goes_to ? { goes_to: given.goes_to as NonNullable<Decline['goes_to']> } : {}),
              ...noted(given.note),
            },
          }),
        ),
    })
  }

  async function terminate() {
    const [reasons, places] = await Promise.all([codes('dispute_reason'), codes('dispute_place')])
    ask({
      title: '终止调解',
      text: '双方会看到原因和去向，其他的路也都还开着。',
      fields: [
        {
          name: 'reason',
          label: '为什么终止',
          kind: 'choice',
          required: true,
          options: reasons.filter((one) => ending.includes(one.value)),
        },
        { name: 'goes_to', label: '告诉他们可以去哪里', kind: 'select', required: true, options: places },
        inside,
      ],
      yes: '终止调解',
      run: (given) =>
        step('调解已经终止。请把结果告诉双方，并登记下来。', (now) =>
          api.call(terminateDispute, {
            ...on(now),
            key: keyFor([now.id, given]),
            body: {
              reason: given.reason as Terminate['reason'],
              goes_to: given.goes_to as Terminate['goes_to'],
              ...noted(given.note),
            },
          }),
        ),
    })
  }

  async function assign() {
    const now = data.value
    if (!now) return
    const { items: free } = await api.call(suggestMediators, { path: { id: now.id } })
    const first = !now.mediators.some((one) => one.lead)
    ask({
      title: first ? '指派主办的调解员' : '再加一位调解员',
      text: free.length
        ? '双方希望的、合适的在前，由您决定。两个工作日里没有接手的，自动退回来。'
        : '调委会里没有别的调解员可以指派了。',
      fields: [
        {
          name: 'mediator_id',
          label: '指派给谁',
          kind: 'choice',
          required: true,
          options: free.map((one) => ({
            value: one.person_id,
            text: called(one.name) + (one.head ? '（主任）' : ''),
            hint: one.reasons.join('；'),
          })),
        },
        { ...inside, label: '交代几句' },
      ],
      yes: '指派',
      run: (given) =>
        step('已经指派，调解员会收到通知。', (at) =>
          api.call(assignDispute, {
            ...on(at),
            key: keyFor([at.id, given]),
            body: { mediator_id: given.mediator_id ?? '', lead: first, ...noted(given.note) },
          }),
        ),
    })
  }

  const handUp = () =>
    ask({
      title: '移交上级调解委员会',
      text: '这里的办理结束，由最近的上级调委会继续。申请的日期不变，是否同意调解重新征求。',
      fields: [{ name: 'reason', label: '为什么移交', hint: '上级调委会看得到', kind: 'long', required: true, max: 1000 }],
      yes: '移交上级',
      run: ({ reason }) =>
        step('已经移交，双方和上级调委会都收到通知。', (now) =>
          api.call(handUpDispute, { ...on(now), body: { reason: reason ?? '' }, key: keyFor([now.id, reason]) }),
        ),
    })

  async function refer() {
    const places = await codes('dispute_place')
    ask({
      title: '转交有关部门',
      text: '双方会知道转到了哪里，其他的路也都还开着。',
      fields: [
        {
          name: 'goes_to',
          label: '转交到哪里',
          kind: 'choice',
          required: true,
          options: places.filter((one) => organs.includes(one.value)),
        },
        { name: 'letter_on', label: '转交函的日期', kind: 'day', required: true },
        inside,
      ],
      start: { letter_on: today() },
      yes: '转交',
      run: (given) =>
        step('已经转交，双方会收到通知。请把结果告诉双方，并登记下来。', (now) =>
          api.call(referDispute, {
            ...on(now),
            key: keyFor([now.id, given]),
            body: {
              goes_to: given.goes_to as Refer['goes_to'],
              letter_on: given.letter_on ?? '',
              ...noted(given.note),
            },
          }),
        ),
    })
  }

  const release = () =>
    ask({
      title: '更换调解员',
      text: '当事人要求换人的，不用说明理由。换下以后，请再指派一位。',
      fields: [
        {
          name: 'mediator_id',
          label: '换下哪一位',
          kind: 'choice',
          required: true,
          options: (data.value?.mediators ?? []).map((one) => ({
            value: one.person_id,
            text: one.name + (one.lead ? '（主办）' : ''),
          })),
        },
        inside,
      ],
      yes: '换下',
      run: (given) =>
        step('已经换下。没有主办调解员的，请再指派一位。', (now) =>
          api.call(releaseDispute, {
            ...on(now),
            key: keyFor([now.id, given]),
            body: { mediator_id: given.mediator_id ?? '', ...noted(given.note) },
          }),
        ),
    })

  const take = () =>
    ask({
      title: '接手这件纠纷',
      text: '接手以后，双方会知道由您来调解。和一方有这些关系的，请点“先不办”，再点“我要回避”。',
      fields: [
        { name: 'no_conflict', label: '我和双方没有亲属、雇佣、债务等关系', kind: 'tick', required: true },
      ],
      yes: '我来接手',
      run: (given) =>
        step('已经接手。请尽快联系双方。', (now) =>
          api.call(takeDispute, { ...on(now), body: { no_conflict: given.no_conflict === 'yes' } }),
        ),
    })

  const recuse = () =>
    confirm('回避这件纠纷', '不用说明理由。主办的调解员回避以后，负责人会再指派一位。', '我要回避', () =>
      step('您已经回避，这件纠纷会由别人来调解。', (now) => api.call(recuseDispute, on(now))),
    )

  return [
    { verb: 'accept', text: '受理', run: accept, tone: 'main' },
    { verb: 'assign', text: '指派调解员', run: assign, tone: 'main' },
    { verb: 'take', text: '接手', run: take, tone: 'main' },
    { verb: 'release', text: '更换调解员', run: release },
    { verb: 'recuse', text: '我要回避', run: recuse },
    { verb: 'decline', text: '不受理', run: decline, tone: 'grave' },
    { verb: 'hand_up', text: '移交上级', run: handUp, tone: 'grave' },
    { verb: 'refer', text: '转交有关部门', run: refer, tone: 'grave' },
    { verb: 'terminate', text: '终止调解', run: terminate, tone: 'grave' },
  ]
}
