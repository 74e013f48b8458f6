// Days, times, money and places as one says them, for all clients. WeChat on a phone knows no Intl, and the phone may
// stand in any zone, so Shanghai's time is counted here: always eight hours ahead, without summer time.
const ahead = 8 * 3600e3
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

export interface Moment {
  year: number
  month: number
  day: number
  weekday: string
  hour: number
  minute: number
  /** Days since 1970, in Shanghai. */
  number: number
}

/** An instant or a calendar day, taken apart by the clock of Shanghai. */
export function moment(at: string | number): Moment {
  const bare = typeof at === 'string' && at.length === 10
  const local = (bare ? Date.parse(at + 'T00:00:00Z') : new Date(at).getTime() + ahead)
  const d = new Date(local)
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    weekday: weekdays[d.getUTCDay()] ?? '',
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    number: Math.floor(local / 864e5),
  }
}

const near = new Map([[-1, '昨天'], [0, '今天'], [1, '明天'], [2, '后天']])

/** 晚上, of an hour of the day. */
export function partOfDay(hour: number): string {
  if (hour < 5) return '凌晨'
  if (hour < 8) return '早上'
  if (hour < 11) return '上午'
  if (hour < 13) return '中午'
  return hour < 18 ? '下午' : '晚上'
}

/** 7点, 7点半, 7点05分. */
export const clock = (m: Moment) => {
  const hour = m.hour > 12 ? m.hour - 12 : m.hour
  if (m.minute === 0) return hour + '点'
  return m.minute === 30 ? hour + '点半' : `${hour}点${m.minute < 10 ? '0' : ''}${m.minute}分`
}

/** 12月15日, 2027年1月3日. */
export const date = (m: Moment, today: Moment) =>
  `${m.year === today.year ? '' : m.year + '年'}${m.month}月${m.day}日`

/** 12月15日, 今天（12月15日）, 2027年1月3日. Takes an instant or a calendar day. */
export function day(at: string, now = Date.now()): string {
  const m = moment(at)
  const today = moment(now)
  const word = near.get(m.number - today.number)
  return word ? `${word}（${date(m, today)}）` : date(m, today)
}

/** 12月15日周二. */
export const dayOfWeek = (at: string, now = Date.now()) => {
  const text = day(at, now)
  return text.endsWith('）') ? text : text + moment(at).weekday
}

/** 晚上7点半. */
export const time = (at: string | number) => {
  const m = moment(at)
  return partOfDay(m.hour) + clock(m)
}

/** 12月15日周二晚上7点. */
export const when = (at: string, now = Date.now()) => dayOfWeek(at, now) + time(at)

/** 12月15日周二晚上7点到10点. */
export function span(from: string, to: string, now = Date.now()): string {
  const a = moment(from)
  const b = moment(to)
  if (a.number !== b.number) return `${when(from, now)}到${when(to, now)}`
  const same = partOfDay(a.hour) === partOfDay(b.hour)
  return `${when(from, now)}到${same ? clock(b) : time(to)}`
}

/** How many days are left, as words. */
export function leftWords(days: number): string {
  if (days < 0) return `过了${-days}天`
  return days === 0 ? '就是今天' : `还有${days}天`
}

/** The same for a day; calendar days in Shanghai. */
export const daysLeft = (on: string, now = Date.now()) => leftWords(moment(on).number - moment(now).number)

/** 3500元, 35.50元. */
export const yuan = (fen: number) => (fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)) + '元'

/** What was typed as yuan, in fen; null when it is no amount. */
export function fen(text: string): number | null {
  const plain = text.trim().replace(/[元,，\s]/g, '')
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null
}

// The whole chain of divisions is too long for a card: 城南街道外山村 is what people say.
export function shortPlace(full: string): string {
  const inProvince = full.replace(/^.*?(省|自治区)/, '') || full
  return inProvince.replace(/^.*?[市州盟].*?[市区县旗]/, '') || inProvince
}
