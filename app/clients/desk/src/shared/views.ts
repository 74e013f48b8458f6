import type { Component } from 'vue'
import { noNetwork } from 'sdk'

// Each screen is a file of its own, fetched when it is opened, so that the first one does not wait for the others.
const view = (load: () => Promise<{ default: Component }>) => load

export const views = {
  home: view(() => import('../screens/Home.vue')),
  cases: view(() => import('../screens/Cases.vue')),
  applications: view(() => import('../screens/Applications.vue')),
  'join-form': view(() => import('../screens/JoinForm.vue')),
  members: view(() => import('../screens/Members.vue')),
  removals: view(() => import('../screens/Removals.vue')),
  rosters: view(() => import('../screens/Rosters.vue')),
  exports: view(() => import('../screens/Exports.vue')),
  activities: view(() => import('../screens/Activities.vue')),
  polls: view(() => import('../screens/Polls.vue')),
  announcements: view(() => import('../screens/Announcements.vue')),
  invitations: view(() => import('../screens/Invitations.vue')),
  codes: view(() => import('../screens/JoinCodes.vue')),
  meetings: view(() => import('../screens/Meetings.vue')),
  branch: view(() => import('../screens/BranchMembers.vue')),
  floating: view(() => import('../screens/Floating.vue')),
  transfers: view(() => import('../screens/Transfers.vue')),
  union: view(() => import('../screens/Union.vue')),
  'party-monitor': view(() => import('../screens/PartyMonitor.vue')),
  bodies: view(() => import('../screens/Bodies.vue')),
  founding: view(() => import('../screens/Founding.vue')),
  identities: view(() => import('../screens/Identities.vue')),
  sessions: view(() => import('../screens/Sessions.vue')),
  objections: view(() => import('../screens/Objections.vue')),
  approvals: view(() => import('../screens/Approvals.vue')),
  committees: view(() => import('../screens/Committees.vue')),
  reports: view(() => import('../screens/Reports.vue')),
  coverage: view(() => import('../screens/Coverage.vue')),
  station: view(() => import('../screens/Station.vue')),
  roles: view(() => import('../screens/Roles.vue')),
  disclosures: view(() => import('../screens/Disclosures.vue')),
  audit: view(() => import('../screens/Audit.vue')),
}

export type Screen = keyof typeof views

const known = (screen: string): screen is Screen => Object.hasOwn(views, screen)
/**
 * Fetches a screen. A file that does not come is told as a call without an answer is. Some browsers never ask again
 * for a file that has failed once: whoever tries again while the server answers begins anew where he was.
 */
export function fetchView(screen: Screen, again?: boolean): Promise<Component>
export function fetchView(screen: string): Promise<Component> | undefined
export function fetchView(screen: string, again = false) {
  if (!known(screen)) return undefined
  return views[screen]().then(
    (found) => found.default,
    async () => {
      const answers = again && (await fetch('./', { cache: 'no-store' }).catch(() => undefined))
      if (answers && answers.ok) location.reload()
      throw noNetwork()
    },
  )
}
