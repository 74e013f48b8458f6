import { ref, shallowRef, watch } from 'vue'
import { shelf } from './store'

export interface Place {
  code: string
  name: string
  full_name: string
}

const slot = 'places'
const most = 4

/** The places chosen lately; the first is where one looks around now. */
export const recent = ref<Place[]>((shelf.get(slot) || []) as Place[])

/** Codes of towns and above end in zeros. */
export const isVillage = ({ code }: Place) => !code.endsWith('000')

export const here = () => recent.value[0]

export function choosePlace({ code, name, full_name }: Place) {
  recent.value = [{ code, name, full_name }, ...recent.value.filter((p) => p.code !== code)].slice(0, most)
  shelf.set(slot, recent.value)
}

const handed = shallowRef<{ to: string; place: Place }>()
/** A place for something else than looking around goes to whoever asked for it. */
export function handPlace(to: string, place: Place) {
  handed.value = { to, place }
}
/** Takes the places that are chosen for it while the page lives. */
export function onPlace(to: string, take: (place: Place) => void) {
  watch(handed, (h) => h?.to === to && take(h.place), { flush: 'sync' })
}
