// Entries that lead to pages of their own, for 首页 and for 我.
import type { Group } from './pictures'

export interface Entry {
  title: string
  about: string
  page: string
  group: Group
  of: string
}

const entry = (title: string, about: string, page: string, of: string): Entry => ({
  title,
  about,
  page,
  group: 'choices',
  of,
})

/** For 首页, for whoever is signed in. */
export const homeMenu = [
  entry('投票', '您有一票的事', 'polls/polls', 'polls'),
  entry('收件箱', '告诉您的事', 'inbox/inbox', 'inbox'),
  entry('我', '字的大小、实名、我的数据', 'me/me', 'mine'),
]

/** For 首页, for whoever holds an office (GET /me/roles). */
export const workMenu = [entry('待我办', '等您审核、受理的事', 'work/work', 'cases')]

/** For 我. */
export const ownMenu = [
  entry('实名和手机号', '让组织知道您是谁', 'me/identity', 'phone'),
  entry('扫码登录电脑', '在电脑上用工作台', 'sign-in/confirm', 'photo'),
  entry('我的码', '当面给人看，请您担任职务时用', 'me/code', 'mine'),
  entry('我的资料', '工作、技能、老家', 'me/profile', 'cases'),
  entry('我同意过的事', '哪些资料可以怎么用', 'me/consents', 'polls'),
  entry('工会', '加入工会、会员号', 'union/union', 'bodies'),
  entry('党员报到', '在住的地方参加组织生活', 'party/party', 'news'),
  entry('代办记录', '协管员替您办过什么', 'desk/desk', 'news'),
  entry('投诉和处理', '投诉过的、对您发的内容', 'reports/reports', 'help'),
  entry('我的数据', '登录的设备、办过的事、注销', 'me/data', 'place'),
]

/** For 我的数据. */
export const dataMenu = [
  entry('登录的设备', '在哪里登录过，可以退出', 'me/devices', 'phone'),
  entry('办过的事', '什么时候办了什么', 'me/trail', 'cases'),
  entry('看全部数据', '存了您的哪些信息', 'me/export', 'inbox'),
  entry('注销账号', '不再使用，清除信息', 'me/closing', 'empty'),
]
