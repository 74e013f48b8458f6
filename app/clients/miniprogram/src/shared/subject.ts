// Which page shows what a message is about. Subjects without a page of their own have none: the words of the message
// say all there is.

interface Target {
  page: string
  query: Record<string, string>
  words: string
}

const pages: Record<string, [page: string, words: string]> = {
  activity: ['activity/activity', '看这个活动'],
  announcement: ['news/one', '看公告'],
  application: ['mine/bodies', '看我的组织'],
  invitation: ['mine/bodies', '去答复'],
  roster_claim: ['mine/bodies', '去答复'],
  removal: ['mine/bodies', '看我的组织'],
  organization: ['body/body', '看这个组织'],
  dispute: ['case/case', '看这件纠纷'],
  poll: ['polls/poll', '看这次投票'],
  desk_session: ['desk/sitting', '去看代办'],
  desk_objection: ['desk/desk', '看代办记录'],
  export: ['me/export', '看我的数据'],
  session: ['me/devices', '看登录的设备'],
  person: ['me/identity', '看实名和手机号'],
  role: ['work/work', '看我的职务'],
  moderation: ['reports/verdict', '看处理结果'],
  ban: ['reports/reports', '看处理结果'],
  party_registration: ['party/party', '看报到'],
  union_transfer: ['union/union', '看工会'],
}

export function pageOf(subject: string, id: string | null | undefined): Target | undefined {
  const found = pages[subject]
  if (!found) return undefined
  return { page: found[0], query: id ? { id } : {}, words: found[1] }
}
