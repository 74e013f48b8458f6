import { ref } from 'vue'
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
