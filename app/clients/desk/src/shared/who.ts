import { computed, ref, shallowRef, watch } from 'vue'
import { listMyRoles, readHome, type Answer, type Item } from 'sdk'
import { api } from './api'
import { route } from './router'

export type Role = Item<'listMyRoles'>

export const roles = shallowRef<Role[]>([])

/** The first screen as it was read last; nothing while another screen is shown. */
export const home = shallowRef<Answer<'readHome'>>()

/** Reads the first screen, and with it what one may do here: one call for both. */
export async function readFirst() {
  home.value = await api.call(readHome)
  roles.value = home.value.roles
}

export async function readRoles() {
  roles.value = (await api.call(listMyRoles)).items
}

/** Forgets who was here. */
export function forgetWho() {
  roles.value = []
  home.value = undefined
}

const heads = ['chair', 'secretary', 'union_chair']
/** Who does what in an organization; the server decides again at each call. */
export const may = {
  heads,
  remove: [...heads, 'vice_chair', 'secretary_general', 'supervisor'],
  review: [...heads, 'secretary_general'],
  activities: ['organizer', 'chair', 'secretary_general'],
  polls: ['chair', 'secretary', 'secretary_general'],
  branch: ['secretary'],
  union: ['union_chair'],
  announce: [...heads, 'secretary_general', 'organizer'],
}

export interface Place {
  id: string
  name: string
}

const distinct = (found: Place[]) => [...new Map(found.map((place) => [place.id, place])).values()]

/** The organizations in which one holds one of these offices, or any. */
export const bodiesFor = (offices?: string[]): Place[] =>
  distinct(
    roles.value
      .filter((role) => role.organization_id && (!offices || offices.includes(role.role)))
      .map((role) => ({ id: role.organization_id!, name: role.organization_name ?? '' })),
  )

/** Whether one holds one of these offices in an organization. */
export const holds = (body: string, offices: string[]) => bodiesFor(offices).some((one) => one.id === body)

export const committees = computed(() =>
  distinct(
    roles.value
      .filter((role) => role.committee_id)
      .map((role) => ({ id: role.committee_id!, name: role.committee_name ?? '' })),
  ),
)

/** The divisions over which one holds one of these roles. */
export const regionsFor = (...names: string[]): Place[] =>
  distinct(
    roles.value
      .filter((role) => role.region_code && names.includes(role.role))
      .map((role) => ({ id: role.region_code!, name: role.region_name ?? '' })),
  )

const picked = ref('')

/** The organization that a screen is about: what the address says, or the one picked last, if it fits there. */
export function useBody(offices?: string[]) {
  watch(
    () => route.query.body,
    (body) => {
      if (body) picked.value = body
    },
    { immediate: true },
  )
  const bodies = computed(() => bodiesFor(offices))
  return {
    bodies,
    body: computed({
      get: () => bodies.value.find((body) => body.id === picked.value)?.id ?? bodies.value[0]?.id ?? '',
      set: (id: string) => {
        picked.value = id
      },
    }),
  }
}
