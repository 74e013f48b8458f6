// The fields that one may tell about oneself, in the order in which they are asked. Those of the account itself need no
// consent; each of the others rests on a purpose, which the server names.
import type { Answer } from '../../../sdk/src'

export interface Field {
  key: string
  title: string
  question: string
  kind: 'text' | 'code' | 'codes' | 'day' | 'yes_no' | 'place'
  /** The list of codes to choose from. */
  list?: string
  /** Kept with the account (PUT /me), not with the profile. */
  account?: boolean
  /** The longest text. */
  most?: number
  hint?: string
}

type Me = Answer<'readMe'>
type Profile = Answer<'readProfile'>

export const fields: Field[] = [
  { key: 'nickname', title: '称呼', question: '别人怎么叫您？', kind: 'text', account: true, most: 20, hint: '比如：李姐' },
  { key: 'origin_code', title: '老家', question: '您老家在哪里？', kind: 'place', account: true },
  { key: 'education', title: '文化程度', question: '您读书读到哪里？', kind: 'code', list: 'education', account: true },
  { key: 'insured', title: '本地社保', question: '您在本地交社保吗？', kind: 'yes_no', account: true },
  { key: 'employment_status', title: '现在做什么', question: '您现在做什么？', kind: 'code', list: 'employment_status' },
  { key: 'work_kind', title: '哪一类工作', question: '您做哪一类工作？', kind: 'code', list: 'work_kind' },
  { key: 'employer_name', title: '单位名字', question: '您在哪个单位上班？', kind: 'text', most: 60, hint: '写单位的名字' },
  { key: 'skills', title: '会什么', question: '您会什么？最多选十样', kind: 'codes', list: 'skill' },
  { key: 'address', title: '详细住址', question: '您住在哪幢哪间？', kind: 'text', most: 100, hint: '比如：厂区宿舍3幢201' },
  { key: 'residence_permit', title: '居住证', question: '您有居住证吗？', kind: 'code', list: 'residence_permit' },
  {
    key: 'residence_registered_on',
    title: '居住登记的日子',
    question: '哪一天办的居住登记？',
    kind: 'day',
  },
  {
    key: 'political_status',
    title: '政治面貌',
    question: '您的政治面貌是？',
    kind: 'code',
    list: 'political_status',
  },
  { key: 'ethnicity', title: '民族', question: '您是哪个民族？', kind: 'code', list: 'ethnicity' },
]

interface Coded {
  code: string
  text: string
}

/** What has been told, as one reads it; empty when nothing has. */
export function told(field: Field, me: Me, profile: Profile, day: (on: string) => string): string {
  switch (field.key) {
    case 'nickname':
      return me.nickname
    case 'origin_code':
      return me.origin_name
    case 'education':
      return me.education_text
    case 'insured':
      return me.insured == null ? '' : me.insured ? '交了' : '没有交'
  }
  const value = profile[field.key as keyof Profile] as unknown
  if (value == null || value === '') return ''
  if (field.kind === 'codes') return (value as Coded[]).map((c) => c.text).join('、')
  if (field.kind === 'code') return (value as Coded).text
  return field.kind === 'day' ? day(value as string) : (value as string)
}

/** What has been told, as a form sends it: a text, a code, or several codes. */
export function given(field: Field, me: Me, profile: Profile): string[] {
  const value = (field.account ? me[field.key as keyof Me] : profile[field.key as keyof Profile]) as unknown
  if (value == null || value === '') return []
  if (field.kind === 'yes_no') return [value ? 'yes' : 'no']
  if (Array.isArray(value)) return (value as Coded[]).map((c) => c.code)
  const one = typeof value === 'object' ? (value as Coded).code : String(value)
  return one ? [one] : []
}
