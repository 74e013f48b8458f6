// Days and hours as the phone says them, too, by the clock of Shanghai whatever the computer is set to.
import { clock, date, moment, partOfDay } from 'sdk/words'

const now = () => moment(Date.now())

/** 2026-12-15 → 12月15日 */
export const day = (text: string | null | undefined) => (text ? date(moment(text.slice(0, 10)), now()) : '')

/** 2026-12-15T11:00:00Z → 12月15日晚上7点 */
export function time(instant: string | null | undefined): string {
  if (!instant) return ''
  const at = moment(instant)
  return date(at, now()) + partOfDay(at.hour) + clock(at)
}

/** 12月15日上午9点到10点半; another day is said, too. */
export function span(from: string, to: string): string {
  const [begin, end] = [moment(from), moment(to)]
  if (begin.number !== end.number) return `${time(from)}到${time(to)}`
  const part = partOfDay(end.hour)
  return `${time(from)}到${part === partOfDay(begin.hour) ? '' : part}${clock(end)}`
}

/** The last day of what ends at an instant: what ends at midnight ends the day before. */
export const lastDay = (instant: string) => date(moment(Date.parse(instant) - 1), now())

const pad = (n: number) => String(n).padStart(2, '0')

/** Today by the clock of Shanghai, as the API writes days. */
export function today(): string {
  const at = now()
  return `${at.year}-${pad(at.month)}-${pad(at.day)}`
}

/** How many days are left until a day; 0 is today, less is over. */
export const daysLeft = (text: string) => moment(text.slice(0, 10)).number - now().number

/** 还有5天 */
export function left(text: string | null | undefined): string {
  if (!text) return ''
  const days = daysLeft(text)
  return days > 0 ? `还有${days}天` : days === 0 ? '今天到期' : `过了${-days}天`
}

/** What a field for day and hour shows: 2026-12-15T19:00. */
export function toField(instant: string | null | undefined): string {
  if (!instant) return ''
  const at = moment(instant)
  return `${at.year}-${pad(at.month)}-${pad(at.day)}T${pad(at.hour)}:${pad(at.minute)}`
}

/** What such a field says, as the API wants it. */
export const fromField = (text: string) => new Date(text + ':00+08:00').toISOString()

/** A day and hour so many days from now, on the hour. */
export const fieldIn = (days: number, hour: number) =>
  toField(new Date(Date.now() + days * 86400000).toISOString()).slice(0, 11) + pad(hour) + ':00'
