import type { Item } from '../../../sdk/src'

type Case = Pick<Item<'listOwnDisputes'>, 'state'>

const bad = ['not_accepted', 'breached']
const good = ['performed', 'effective', 'confirmed_by_court', 'archived']
const over = ['withdrawn', 'terminated']

export function caseTone({ state }: Case): 'good' | 'wait' | 'bad' | undefined {
  if (bad.includes(state)) return 'bad'
  if (good.includes(state)) return 'good'
  return over.includes(state) ? undefined : 'wait'
}
