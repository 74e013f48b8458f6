// How the screens of activities say where a sign-up and a place in it stand.
import type { Item } from '../../../sdk/src'

type Signup = Item<'listOwnSignups'>
type Activity = Item<'listActivities'>

export function seats(a: Pick<Activity, 'seats_left' | 'waiting_count'>): string {
  if (a.seats_left > 0) return `还有${a.seats_left}个名额`
  return a.waiting_count > 0 ? `名额满了，${a.waiting_count}人在排队` : '名额满了，可以排队'
}

export function signupWords(s: Signup): string {
  if (s.state === 'waiting') return s.position == null ? '在排队' : `在排队，您是第${s.position}个`
  return s.state_text
}

export function signupTone(state: string): 'good' | 'wait' | 'bad' | undefined {
  if (state === 'registered' || state === 'checked_in') return 'good'
  if (state === 'waiting' || state === 'offered') return 'wait'
  return state === 'no_show' ? 'bad' : undefined
}
