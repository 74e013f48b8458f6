import type { Component } from 'vue'
import Activities from '../screens/Activities.vue'
import Announcements from '../screens/Announcements.vue'
import Applications from '../screens/Applications.vue'
import Approvals from '../screens/Approvals.vue'
import Bodies from '../screens/Bodies.vue'
import Cases from '../screens/Cases.vue'
import Coverage from '../screens/Coverage.vue'
import Exports from '../screens/Exports.vue'
import Home from '../screens/Home.vue'
import Identities from '../screens/Identities.vue'
import Invitations from '../screens/Invitations.vue'
import JoinForm from '../screens/JoinForm.vue'
import JoinCodes from '../screens/JoinCodes.vue'
import Members from '../screens/Members.vue'
import Polls from '../screens/Polls.vue'
import Removals from '../screens/Removals.vue'
import Reports from '../screens/Reports.vue'
import Rosters from '../screens/Rosters.vue'
import Sessions from '../screens/Sessions.vue'
import { bodiesFor, committees, may, regionsFor } from './who'

export interface Entry {
  screen: string
  text: string
  view: Component
  /** Whether the person has anything to do there. */
  may: () => boolean
  /** The line of the menu that it stands under, with what it is called among its like. */
  under?: string
  part?: string
}

const office = (offices?: string[]) => () => bodiesFor(offices).length > 0
const over = (...roles: string[]) => () => regionsFor(...roles).length > 0

/** The screens of the desk in the order of the menu. */
export const entries: Entry[] = [
  { screen: 'home', text: '工作台', view: Home, may: () => true },
  { screen: 'cases', text: '调解台', view: Cases, may: () => committees.value.length > 0 },
  { screen: 'applications', text: '入会审核', part: '申请', view: Applications, may: office(may.review) },
  { screen: 'join-form', text: '入会问题', part: '问题', under: 'applications', view: JoinForm, may: office(may.heads) },
  { screen: 'members', text: '成员和名册', part: '成员', view: Members, may: office() },
  { screen: 'removals', text: '移出成员', part: '移出', under: 'members', view: Removals, may: office(may.remove) },
  { screen: 'rosters', text: '名册导入', part: '导入', under: 'members', view: Rosters, may: office(may.review) },
  { screen: 'exports', text: '导出名册', part: '导出', under: 'members', view: Exports, may: office(may.review) },
  { screen: 'activities', text: '活动', view: Activities, may: office(may.activities) },
  { screen: 'polls', text: '议事投票', view: Polls, may: office(may.polls) },
  { screen: 'announcements', text: '公告和邀请', part: '公告', view: Announcements, may: office(may.announce) },
  { screen: 'invitations', text: '邀请', part: '邀请', under: 'announcements', view: Invitations, may: office(may.review) },
  { screen: 'codes', text: '入会码', part: '入会码', under: 'announcements', view: JoinCodes, may: office(may.review) },
  { screen: 'bodies', text: '组织档案', view: Bodies, may: office() },
  { screen: 'identities', text: '核实身份', view: Identities, may: over('officer', 'region_admin') },
  { screen: 'sessions', text: '服务台代办', view: Sessions, may: over('officer', 'region_admin') },
  { screen: 'approvals', text: '组织审批', view: Approvals, may: over('region_admin', 'platform_admin') },
  { screen: 'reports', text: '投诉处理', view: Reports, may: over('region_admin', 'platform_admin') },
  { screen: 'coverage', text: '覆盖情况', view: Coverage, may: over('region_admin', 'auditor', 'platform_admin') },
]

export const offered = () => entries.filter((entry) => entry.may())
