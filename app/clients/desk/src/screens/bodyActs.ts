import {
  approveOrganization,
  changeCard,
  dissolveOrganization,
  extendOrganization,
  registerOrganization,
  rejectOrganization,
  renameOrganization,
  renewTerm,
  resumeOrganization,
  reviseOrganization,
  suspendOrganization,
  type Answer,
} from 'sdk'
import type { Act } from '../components/ActBar.vue'
import { api } from '../shared/api'
import { ask, askReason, confirm, type Field } from '../shared/ask'
import { today } from '../shared/days'
import { useKey } from '../shared/screen'

export type Body = Answer<'readOrganization'>

export type Step = (done: string, call: (now: Body) => Promise<unknown>) => Promise<void>

type Decide = (args: { path: { id: string }; body: { reason: string }; key: string }) => Promise<unknown>

const reasonOf = (hint: string): Field => ({
  name: 'reason',
  label: '理由',
  hint,
  kind: 'long',
  required: true,
  max: 200,
})

/** What may be done to an organization: by its head, and by the administrators of the place. */
export function bodyActs(now: () => Body | undefined, step: Step): Act[] {
  const keyFor = useKey(() => api.newKey())
  const path = (at: Body) => ({ path: { id: at.id } })

  const describe = () => {
    const at = now()
    if (!at) return
    ask({
      title: '改介绍和名额',
      text: '改好以后大家马上能看到。',
      fields: [
        { name: 'introduction', label: '介绍', kind: 'long', max: 1000 },
        { name: 'capacity', label: '最多多少人', hint: '不限人数就空着', kind: 'number' },
        { name: 'min_migrant_percent', label: '新居民至少占百分之几', kind: 'number', required: true },
      ],
      start: {
        introduction: at.introduction ?? '',
        capacity: at.capacity == null ? '' : String(at.capacity),
        min_migrant_percent: String(at.min_migrant_percent),
      },
      yes: '改好了',
      run: (given) =>
        step('已经改好。', (body) =>
          api.call(reviseOrganization, {
            ...path(body),
            ifMatch: body.version,
            body: {
              introduction: given.introduction ?? '',
              capacity: given.capacity ? Number(given.capacity) : null,
              min_migrant_percent: Number(given.min_migrant_percent),
            },
          }),
        ),
    })
  }

  const card = () => {
    const at = now()
    if (!at) return
    ask({
      title: '改地址和电话',
      text: '大家在手机上打开组织，就能看到。',
      fields: [
        { name: 'address', label: '地址', max: 100 },
        { name: 'service_phone', label: '办公电话', hint: '不要写个人的手机号', kind: 'tel', max: 20 },
      ],
      start: { address: at.card?.address ?? '', service_phone: at.card?.service_phone ?? '' },
      yes: '改好了',
      run: (given) =>
        step('已经改好。', (body) =>
          api.call(changeCard, {
            ...path(body),
            ifMatch: body.version,
            body: { address: given.address ?? '', service_phone: given.service_phone ?? '' },
          }),
        ),
    })
  }

  const rename = () =>
    ask({
      title: '改名',
      text: '用以前的名字还找得到这个组织。',
      fields: [{ name: 'name', label: '新名字', required: true, max: 40 }, reasonOf('会留在档案里')],
      start: { name: now()?.name ?? '' },
      yes: '改名',
      run: (given) =>
        step('已经改名。', (body) =>
          api.call(renameOrganization, {
            ...path(body),
            key: keyFor(given),
            body: { name: given.name ?? '', reason: given.reason ?? '' },
          }),
        ),
    })

  const dissolve = () =>
    ask({
      title: '解散这个组织',
      text: '解散以后不能恢复：会员资格、职务、投票和还没有办的活动都会结束，每个人都会收到通知。',
      fields: [
        reasonOf('每位会员都会看到'),
        { name: 'assets', label: '钱和东西怎么处理', kind: 'long', required: true, max: 500 },
        { name: 'archive', label: '档案交到哪里', kind: 'long', max: 500 },
      ],
      yes: '解散',
      run: (given) =>
        step('组织已经解散。', (body) =>
          api.call(dissolveOrganization, {
            ...path(body),
            key: keyFor(given),
            body: {
              reason: given.reason ?? '',
              assets: given.assets ?? '',
              ...(given.archive ? { archive: given.archive } : {}),
            },
          }),
        ),
    })

  const term = () =>
    ask({
      title: '登记换届',
      text: '请先看过换届的材料。',
      fields: [
        { name: 'elected_on', label: '哪一天选举的', kind: 'day', required: true },
        { name: 'note', label: '选举的情况', hint: '到会多少人，选了谁', kind: 'long', required: true, max: 500 },
      ],
      start: { elected_on: today() },
      yes: '登记',
      run: (given) =>
        step('换届已经登记。', (body) =>
          api.call(renewTerm, {
            ...path(body),
            key: keyFor(given),
            body: { elected_on: given.elected_on ?? '', note: given.note ?? '' },
          }),
        ),
    })

  const register = () =>
    ask({
      title: '登记成法人',
      fields: [
        { name: 'credit_code', label: '统一社会信用代码', required: true, max: 18 },
        { name: 'registered_on', label: '哪一天登记的', kind: 'day', required: true },
      ],
      yes: '登记',
      run: (given) =>
        step('已经登记。', (body) =>
          api.call(registerOrganization, {
            ...path(body),
            key: keyFor(given),
            body: { credit_code: given.credit_code ?? '', registered_on: given.registered_on ?? '' },
          }),
        ),
    })

  const extend = () =>
    ask({
      title: '延长到哪一天',
      fields: [{ name: 'ends_on', label: '最后一天', kind: 'day', required: true }],
      start: { ends_on: now()?.ends_on ?? '' },
      yes: '延长',
      run: (given) =>
        step('已经延长。', (body) =>
          api.call(extendOrganization, { ...path(body), key: keyFor(given), body: { ends_on: given.ends_on ?? '' } }),
        ),
    })

  const approve = () =>
    confirm('批准成立', '批准以后组织马上可以活动，发起人成为负责人。', '批准', () =>
      step('已经批准成立。', (body) => api.call(approveOrganization, path(body))),
    )

  const withReason = (decide: Decide, title: string, hint: string, yes: string, done: string) =>
    askReason(title, hint, yes, (reason) =>
      step(done, (body) => decide({ ...path(body), key: keyFor([title, reason]), body: { reason } })),
    )
  const reject: Decide = (args) => api.call(rejectOrganization, args)
  const suspend: Decide = (args) => api.call(suspendOrganization, args)
  const resume: Decide = (args) => api.call(resumeOrganization, args)

  return [
    { verb: 'approve', text: '批准成立', tone: 'main', run: approve },
    {
      verb: 'reject',
      text: '不批准，退回',
      tone: 'grave',
      run: () => withReason(reject, '不批准', '发起人会看到，可以改好再交。', '退回', '已经退回。'),
    },
    { verb: 'amend', text: '改介绍和名额', run: describe },
    { verb: 'card', text: '改地址和电话', run: card },
    { verb: 'rename', text: '改名', run: rename },
    { verb: 'renew_term', text: '登记换届', run: term },
    { verb: 'register', text: '登记成法人', run: register },
    { verb: 'extend', text: '延长', run: extend },
    {
      verb: 'resume',
      text: '恢复活动',
      tone: 'main',
      run: () => withReason(resume, '恢复活动', '负责人会看到。', '恢复', '组织已经恢复活动。'),
    },
    {
      verb: 'suspend',
      text: '暂停活动',
      tone: 'grave',
      run: () => withReason(suspend, '暂停活动', '负责人会看到。', '暂停', '组织已经暂停活动。'),
    },
    { verb: 'dissolve', text: '解散', tone: 'grave', run: dissolve },
  ]
}
