import { listMyMemberships, readMe } from 'sdk'
import { api } from '../shared/api'
import type { Answers, Field } from '../shared/ask'
import { codes } from '../shared/codes'

type Options = NonNullable<Field['options']>

/** The words that the form of a founding chooses from. */
export interface Words {
  kinds: Options
  branches: Options
  unions: Options
  forms: Options
  /** The organizations that one belongs to: a group of people from one home place is founded inside one. */
  own: Options
  /** Where one lives. */
  place: string
}

export async function readWords(): Promise<Words> {
  const [kinds, branches, unions, forms, own, me] = await Promise.all([
    codes('organization_kind'),
    codes('party_branch_subtype'),
    codes('union_subtype'),
    codes('legal_form'),
    api.call(listMyMemberships, { query: { limit: 50 } }),
    api.call(readMe),
  ])
  return {
    kinds,
    branches,
    unions,
    forms: forms.filter((one) => one.value !== 'preparing' && one.value !== 'statutory_sub_group'),
    own: own.items
      .filter((one) => one.state === 'active')
      .map((one) => ({ value: one.organization_id, text: one.organization_name })),
    place: me.region_code ?? '',
  }
}

const bound = ['party_branch', 'union', 'youth_league', 'womens_federation']

/** What is asked, by what was answered so far. */
export function fieldsOf(words: Words, given: Answers, fresh: boolean): Field[] {
  const kind = given.kind
  const association = Boolean(kind) && !bound.includes(kind!) && kind !== 'villager_group'
  const fields: (Field | false)[] = [
    fresh && { name: 'kind', label: '哪一类组织', kind: 'select', required: true, options: words.kinds },
    fresh &&
      kind === 'party_branch' && {
        name: 'subtype',
        label: '哪一种党支部',
        kind: 'select',
        required: true,
        options: words.branches,
      },
    fresh &&
      kind === 'union' && { name: 'subtype', label: '哪一种工会', kind: 'select', required: true, options: words.unions },
    fresh &&
      kind === 'hometown_group' && {
        name: 'parent_id',
        label: '在哪个组织里成立',
        hint: '您要是那里的成员，由那里的负责人审批',
        kind: 'select',
        required: true,
        options: words.own,
      },
    fresh && kind === 'hometown_group' && { name: 'origin_code', label: '是哪里的老乡', kind: 'place', required: true },
    { name: 'name', label: '名称', hint: '比如：外山村新居民联谊会', required: true, max: 40 },
    { name: 'region_code', label: '设在哪里', hint: '镇、街道，或者村、社区', kind: 'place', required: true },
    association && {
      name: 'intended_form',
      label: '打算用什么形式',
      hint: '不清楚就不选，按这类组织通常的形式',
      kind: 'select',
      options: words.forms,
    },
    (bound.includes(kind ?? '') || given.intended_form === 'internal') && {
      name: 'employer_name',
      label: '在哪个单位',
      hint: '单位自己的工会、单位里的组织要写',
      required: given.subtype === 'own' || given.intended_form === 'internal',
      max: 60,
    },
    kind === 'union' && { name: 'employer_code', label: '单位的统一社会信用代码', max: 18 },
    given.subtype === 'temporary' && { name: 'ends_on', label: '到哪一天结束', kind: 'day', required: true },
    given.subtype !== 'temporary' && {
      name: 'term_years',
      label: '每届几年',
      hint: '不写就按这类组织最长的年限',
      kind: 'number',
    },
    { name: 'introduction', label: '介绍', hint: '做什么，谁可以来', kind: 'long', max: 1000 },
    { name: 'capacity', label: '最多多少人', hint: '不限人数就空着', kind: 'number' },
    { name: 'min_migrant_percent', label: '新居民至少占百分之几', hint: '没有规定就空着', kind: 'number' },
  ]
  return fields.filter((field): field is Field => Boolean(field))
}
