import { ApiError } from 'sdk'
import { yuan as amount } from 'sdk/words'

/** 1350000 → 13500元 */
export const yuan = (fen: number | null | undefined) => (fen == null ? '' : amount(fen))

/** The last part of a place: what tells one from the next. */
export function near(place: string | null | undefined): string {
  if (!place) return ''
  return place.replace(/^.*?(省|自治区)/, '').replace(/^.*?市/, '') || place
}

/** A refusal as people read it; what is our own fault carries its number. */
export function saying(error: unknown): string {
  if (error instanceof ApiError) {
    return error.message + (error.status >= 500 && error.number ? `（编号 ${error.number}）` : '')
  }
  reportError(error)
  return '页面出了点问题，请刷新后再试'
}

/** One thing that a card says of something: what it is called, and what it is. */
export type Fact = [label: string, text: string | null | undefined]

/** What changed between two readings of the same thing. */
export interface Change {
  label: string
  before: string
  after: string
}

export function differences(before: Fact[], after: Fact[]): Change[] {
  const old = new Map(before)
  const now = new Map(after)
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((label) => ({ label, before: old.get(label) || '没有', after: now.get(label) || '没有' }))
    .filter((change) => change.before !== change.after)
}

/** A person who has not said how to be called is called something, so that a line is never empty. */
export const called = (nickname: string | null | undefined) => nickname || '没有称呼'
