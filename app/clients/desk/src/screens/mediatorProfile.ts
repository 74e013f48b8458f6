import { listMediators, setMediatorProfile, type Args } from 'sdk'
import { api } from '../shared/api'
import { ask } from '../shared/ask'
import { codes } from '../shared/codes'
import { said } from '../shared/screen'
import type { Place } from '../shared/who'
import { called } from '../shared/words'

type Profile = Args<'setMediatorProfile'>['body']

const languages = [
  ['zh-CN', '普通话'],
  ['wuu', '吴语'],
  ['nan', '闽南话'],
  ['yue', '粤语'],
  ['hak', '客家话'],
  ['gan', '赣语'],
  ['hsn', '湘语'],
  ['za', '壮语'],
  ['ii', '彝语'],
  ['hmn', '苗语'],
] as const

/** Says what a mediator of a committee knows well and speaks: one's own, or as its head anybody's. */
export async function askProfile(committee: Place) {
  const [{ items }, categories] = await Promise.all([
    api.call(listMediators, { path: { id: committee.id } }),
    codes('dispute_category'),
  ])
  ask({
    title: `${committee.name}：谁的专长`,
    text: '自己的自己填，主任可以替大家填。指派案件的时候供主任参考。',
    fields: [
      {
        name: 'person',
        label: '谁',
        kind: 'choice',
        required: true,
        options: items.map((one) => ({ value: one.person_id, text: called(one.name) })),
      },
    ],
    yes: '往下填',
    async run({ person }) {
      const one = items.find((other) => other.person_id === person)
      if (one) fill(committee.id, one, categories)
    },
  })
}

function fill(
  committee: string,
  one: { person_id: string; name: string; specialties: string[]; languages: string[] },
  categories: { value: string; text: string }[],
) {
  ask({
    title: `${called(one.name)}擅长什么、会说什么话`,
    fields: [
      ...categories.map(({ value, text }) => ({ name: 'c ' + value, label: text, kind: 'tick' as const })),
      ...languages.map(([value, text]) => ({ name: 'l ' + value, label: '会说' + text, kind: 'tick' as const })),
    ],
    start: Object.fromEntries([
      ...one.specialties.map((value) => ['c ' + value, 'yes']),
      ...one.languages.map((value) => ['l ' + value, 'yes']),
    ]),
    yes: '填好了',
    async run(given) {
      const ticked = (mark: string) =>
        Object.keys(given)
          .filter((name) => name.startsWith(mark) && given[name] === 'yes')
          .map((name) => name.slice(mark.length))
      const body: Profile = { specialties: ticked('c ') as Profile['specialties'], languages: ticked('l ') }
      await api.call(setMediatorProfile, { path: { id: committee, person_id: one.person_id }, body })
      said.value = '专长已经填好。'
    },
  })
}
