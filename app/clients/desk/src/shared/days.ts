// Days and hours as people say them, by the clock of Shanghai whatever the computer is set to.

const zone = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-US', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
})

function split(at: Date) {
  const found: Record<string, number> = {}
  for (const part of parts.formatToParts(at)) found[part.type] = Number(part.value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = found
  return { year, month, day, hour, minute }
}

const part = (hour: number) =>
  hour < 6 ? '凌晨' : hour < 9 ? '早上' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'

const dated = (year: number, month: number, day: number) =>
  (year === split(new Date()).year ? '' : year + '年') + `${month}月${day}日`

/** 2026-12-15 → 12月15日 */
export function day(text: string | null | undefined): string {
  if (!text) return ''
  const [year = 0, month = 0, date = 0] = text.slice(0, 10).split('-').map(Number)
  return dated(year, month, date)
}

/** 2026-12-15T11:00:00Z → 12月15日晚上7点 */
export function time(instant: string | null | undefined): string {
  if (!instant) return ''
  const at = split(new Date(instant))
  const hour = at.hour > 12 ? at.hour - 12 : at.hour
  return dated(at.year, at.month, at.day) + part(at.hour) + hour + '点' + (at.minute ? at.minute + '分' : '')
}

/** The last day of what ends at an instant: what ends at midnight ends the day before. */
export const lastDay = (instant: string) => {
  const at = split(new Date(Date.parse(instant) - 1))
  return dated(at.year, at.month, at.day)
}

const pad = (n: number) => String(n).padStart(2, '0')

/** Today by the clock of Shanghai, as the API writes days. */
export function today(): string {
  const at = split(new Date())
  return `${at.year}-${pad(at.month)}-${pad(at.day)}`
}

/** How many days are left until a day; 0 is today, less is over. */
export const daysLeft = (text: string) => Math.round((Date.parse(text.slice(0, 10)) - Date.parse(today())) / 86400000)

/** 还有5天 */
export function left(text: string | null | undefined): string {
  if (!text) return ''
  const days = daysLeft(text)
  return days > 0 ? `还有${days}天` : days === 0 ? '今天到期' : `过了${-days}天`
}

/** What a field for day and hour shows: 2026-12-15T19:00. */
export function toField(instant: string | null | undefined): string {
  if (!instant) return ''
  const at = split(new Date(instant))
  return `${at.year}-${pad(at.month)}-${pad(at.day)}T${pad(at.hour)}:${pad(at.minute)}`
}

/** What such a field says, as the API wants it. */
export const fromField = (text: string) => new Date(text + ':00+08:00').toISOString()

/** A day and hour so many days from now, on the hour. */
export const fieldIn = (days: number, hour: number) =>
  toField(new Date(Date.now() + days * 86400000).toISOString()).slice(0, 11) + pad(hour) + ':00'
