import type { views } from './views'
import { bodiesFor, committees, may, regionsFor } from './who'

export interface Entry {
  screen: keyof typeof views
  text: string
  /** Whether the person has anything to do there. */
  may: () => boolean
  /** The line of the menu that it stands under, with what it is called among its like. */
  under?: keyof typeof views
  part?: string
}

const office = (offices?: string[]) => () => bodiesFor(offices).length > 0
const over = (...roles: string[]) => () => regionsFor(...roles).length > 0
// Who looks after a place, or looks at its figures.
const watchers = ['region_admin', 'auditor', 'platform_admin']

/** The screens of the desk in the order of the menu. */
export const entries: Entry[] = [
  { screen: 'home', text: '工作台', may: () => true },
  { screen: 'cases', text: '调解台', may: () => committees.value.length > 0 },
  { screen: 'applications', text: '入会审核', part: '申请', may: office(may.review) },
  { screen: 'join-form', text: '入会问题', part: '问题', under: 'applications', may: office(may.heads) },
  { screen: 'members', text: '成员和名册', part: '成员', may: office() },
  { screen: 'removals', text: '移出成员', part: '移出', under: 'members', may: office(may.remove) },
  { screen: 'rosters', text: '名册导入', part: '导入', under: 'members', may: office(may.review) },
  { screen: 'exports', text: '导出名册', part: '导出', under: 'members', may: office(may.review) },
  { screen: 'activities', text: '活动', may: office(may.activities) },
  { screen: 'polls', text: '议事投票', may: office(may.polls) },
  { screen: 'announcements', text: '公告和邀请', part: '公告', may: office(may.announce) },
  { screen: 'invitations', text: '邀请', part: '邀请', under: 'announcements', may: office(may.review) },
  { screen: 'codes', text: '入会码', part: '入会码', under: 'announcements', may: office(may.review) },
  { screen: 'meetings', text: '党务', part: '会议', may: office(may.branch) },
  { screen: 'branch', text: '党员和党费', part: '党员', under: 'meetings', may: office(may.branch) },
  { screen: 'floating', text: '流动党员报到', part: '报到', under: 'meetings', may: office(may.branch) },
  { screen: 'transfers', text: '组织关系转接', part: '转接', under: 'meetings', may: office(may.branch) },
  { screen: 'union', text: '工会', may: office(may.union) },
  { screen: 'bodies', text: '组织档案', may: office() },
  { screen: 'founding', text: '成立组织', may: () => true },
  { screen: 'identities', text: '核实身份', may: over('officer', 'region_admin') },
  { screen: 'sessions', text: '服务台代办', part: '代办', may: over('officer', 'region_admin') },
  { screen: 'objections', text: '对代办的异议', part: '异议', under: 'sessions', may: over('region_admin') },
  { screen: 'approvals', text: '组织审批', part: '审批', may: over('region_admin', 'platform_admin') },
  { screen: 'party-monitor', text: '党支部会议', part: '党支部会议', under: 'approvals', may: over('region_admin') },
  { screen: 'committees', text: '调委会', may: over('region_admin', 'platform_admin') },
  { screen: 'reports', text: '投诉处理', may: over('region_admin', 'platform_admin') },
  { screen: 'coverage', text: '覆盖情况', part: '覆盖', may: over(...watchers) },
  { screen: 'station', text: '服务站档案', part: '服务站', under: 'coverage', may: over(...watchers) },
  { screen: 'roles', text: '任职', may: over('officer', ...watchers) },
  { screen: 'disclosures', text: '查看身份', may: over('region_admin') },
  { screen: 'audit', text: '办事记录', may: () => office()() || over(...watchers)() },
]

export const offered = () => entries.filter((entry) => entry.may())
