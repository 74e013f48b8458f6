/** What a record can be about, as one chooses it. */
export const subjects: Record<string, string> = {
  membership: '入会和成员',
  organization: '组织',
  office: '职务',
  announcement: '公告',
  activity: '活动',
  poll: '投票',
  roster: '名册',
  disclosure: '查看身份',
  person: '个人信息',
  role: '角色',
  committee: '调委会',
  desk_session: '代办',
  report: '投诉',
  moderation: '投诉处理',
  region: '区划',
  station: '服务站',
  meeting: '会议',
  file: '文件',
}

/** The words for an act that the server gives none for. */
export const subjectOf = (object: string) => (subjects[object] ? `办了一件${subjects[object]}的事` : '办了一件事')
