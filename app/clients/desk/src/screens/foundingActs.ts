import { appointOffice, deleteOrganization, submitOrganization, type Args } from 'sdk'
import type { Act } from '../components/ActBar.vue'
import { api } from '../shared/api'
import { ask, confirm } from '../shared/ask'
import { codes } from '../shared/codes'
import { askPerson, nameOf, type Found } from '../shared/person'
import { go } from '../shared/router'
import { said, useKey } from '../shared/screen'
import type { Body, Step } from './bodyActs'

type Office = Args<'appointOffice'>['body']

/** What is done to an organization that is not approved yet, by who drafts it. gone: there is nothing left to show. */
export function foundingActs(now: () => Body | undefined, step: Step, gone: () => void): Act[] {
  return [
    {
      verb: 'submit',
      text: '提交审批',
      tone: 'main',
      run: () =>
        confirm('提交审批', '提交以后不能再改。批准或者退回，您都会收到通知。', '提交', () =>
          step('已经提交，等管理员审批。', (body) => api.call(submitOrganization, { path: { id: body.id } })),
        ),
    },
    { verb: 'revise', text: '修改草稿', run: () => go('founding', now()?.id, { edit: 'yes' }) },
    {
      verb: 'delete',
      text: '不成立了，删掉',
      tone: 'grave',
      run: () =>
        confirm('删掉这份草稿', '章程和签名一起删掉，找不回来。请来的发起人会收到通知。', '删掉', async () => {
          const id = now()?.id
          if (!id) return
          await api.call(deleteOrganization, { path: { id } })
          gone()
          said.value = '已经删掉。'
        }),
    },
  ]
}

/** Somebody who holds another post leads the organization: an administrator of the place asks for it. */
export function exOfficioAct(now: () => Body | undefined, step: Step): Act {
  const keyFor = useKey(() => api.newKey())
  const offer = async (found: Found) => {
    const heads = ['chair', 'secretary', 'union_chair']
    const roles = (await codes('role')).filter((one) => heads.includes(one.value))
    ask({
      title: '请他兼任负责人',
      text: nameOf(found) + '。本人14天里接受了才算。',
      fields: [
        { name: 'role', label: '担任什么', kind: 'select', required: true, options: roles },
        { name: 'post', label: '本来的职务', hint: '比如：外山村党支部书记', required: true, max: 30 },
        { name: 'ends_on', label: '任期到哪一天', kind: 'day', required: true },
      ],
      start: { role: 'chair' },
      yes: '请他兼任',
      run: (given) =>
        step('已经发出，等本人接受。', (body) => {
          const office: Office = {
            person_id: found.person_id,
            role: given.role as Office['role'],
            post: given.post ?? '',
            ends_on: given.ends_on ?? '',
          }
          return api.call(appointOffice, { path: { id: body.id }, body: office, key: keyFor([body.id, office]) })
        }),
    })
  }
  return {
    verb: 'ex_officio',
    text: '请人兼任负责人',
    run: () => askPerson('请人兼任负责人', `${now()?.name ?? ''}的负责人可以由别的职务兼任。`, offer),
  }
}
