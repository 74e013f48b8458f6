// node --test desk-party.test.mjs, against a running demonstration (BASE or API, as desk.test.mjs): the secretary of a
// Party branch and the chair of a union at their desks.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { shot } from './lib/browser.mjs'
import {
  base,
  begin,
  browser,
  button,
  done,
  everywhere,
  field,
  finish,
  fit,
  made,
  press,
  tab,
  visit,
  visitWith,
} from './lib/desk.mjs'

const mark = () => String(Date.now() % 100000)
before(begin)
after(finish)
const at = async (one, hash) => visitWith(browser, base, await made.tokens(one.name), hash)
const dayIn = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)

async function branch(name) {
  const secretary = await made.comrade('赵书记')
  const others = [await made.comrade('党员小马'), await made.comrade('党员小牛')]
  const draft = { kind: 'party_branch', subtype: 'ordinary', name: name + mark() }
  return { id: await made.founded(secretary, others, draft), secretary, others, name: draft.name }
}

test('a secretary confirms a floating member, keeps dues and transfers a tie', async () => {
  const { id, secretary, name } = await branch('外山村流动党员党支部')
  const other = await branch('外山工地党支部')
  const floating = await made.comrade('小林')
  await floating.call('POST', '/me/party-registration', {
    organization_id: id,
    home_branch: '安徽省阜阳市王店镇支部',
    home_contact: '李书记',
    since: dayIn(-30),
    certificate_no: '活动证0007',
  })
  const { page, faults, context } = await at(secretary)
  await press(page, '党务')
  await page.waitForSelector('h1:has-text("支部会议")')
  await tab(page, '报到').click()
  await page.click('a[data-row]:has-text("小林")')
  await page.waitForSelector('text=活动证0007')
  await everywhere(page, 'desk-party-floating')
  await button(page, '确认报到').click()
  await button(page, '确认').last().click()
  await done(page, '已经确认')

  await tab(page, '党员').click()
  await page.waitForSelector('text=正式党员3人')
  await page.click('a[data-row]:has-text("党员小马")')
  await button(page, '记党费').click()
  await field(page, '交到哪一天').fill(dayIn(-10))
  await fit(page, 'dialog: dues')
  await shot(page, 'desk-party-dues')
  await button(page, '记好').click()
  await done(page, '党费已经记好')
  await page.waitForSelector('article >> text=党费交到')
  await everywhere(page, 'desk-party-members')
  await button(page, '转组织关系').click()
  const target = page.getByRole('option', { name: other.name })
  await field(page, '转到这里的哪个支部').selectOption(await target.getAttribute('value'))
  await shot(page, 'desk-party-transfer-ask')
  await button(page, '申请转接').click()
  await done(page, '转接已经提出')
  assert.deepEqual(faults, [])
  await context.close()

  const receiving = await at(other.secretary, '#/transfers')
  await receiving.page.click('a[data-row]:has-text("党员小马")')
  await receiving.page.waitForSelector(`text=${name}`)
  await button(receiving.page, '接收').first().click()
  await field(receiving.page, '介绍信或回执的编号').fill('越组第18号')
  await button(receiving.page, '接收').last().click()
  await done(receiving.page, '组织关系已经转好')
  await everywhere(receiving.page, 'desk-party-transfers')
  assert.deepEqual(receiving.faults, [])
  await receiving.context.close()
})

test('a secretary calls a meeting, notes who came, and keeps the minutes', async () => {
  const { secretary } = await branch('外山宿舍党支部')
  const { page, faults, context } = await at(secretary, '#/meetings')
  await press(page, '通知开会')
  await field(page, '开什么会').selectOption({ label: '党员大会' })
  await field(page, '议题').fill('讨论志愿服务。')
  await field(page, '在哪里').fill('文化礼堂')
  // What is over may be recorded afterwards: so it can be held at once.
  for (const label of ['什么时候开始', '什么时候结束']) await field(page, label).fill(dayIn(-1))
  await field(page, '谁主持').selectOption({ label: '赵书记' })
  await field(page, '谁记录').selectOption({ label: '党员小马' })
  await everywhere(page, 'desk-party-meeting-new')
  await button(page, '通知开会').last().click()
  await done(page, '会议已经通知')
  await button(page, '会议开始了').click()
  await button(page, '开始了').last().click()
  await done(page, '会议已经开始')
  await field(page, '党员小马来了没有').selectOption({ label: '到会' })
  await field(page, '党员小牛来了没有').selectOption({ label: '请假' })
  await button(page, '记下谁来了').click()
  await done(page, '到会情况已经记好')
  await page.waitForSelector('dd:has-text("1人")')
  await everywhere(page, 'desk-party-meeting')
  await button(page, '写记录并定稿').click()
  await field(page, '会议记录').fill('到会两人，讨论了志愿服务。')
  await field(page, '决议').fill('每周六下午去敬老院。')
  await shot(page, 'desk-party-minutes')
  await button(page, '定稿').last().click()
  await done(page, '会议记录已经定稿')
  await button(page, '更正记录').click()
  await field(page, '会议记录').fill('到会三人，讨论了志愿服务。')
  await field(page, '为什么更正').fill('少数了一个人。')
  await button(page, '更正').last().click()
  await done(page, '会议记录已经更正')
  await button(page, '看改过的').click()
  await page.waitForSelector('text=到会两人')
  await everywhere(page, 'desk-party-corrected')
  assert.deepEqual(faults, [])
  await context.close()

  const qian = await visit(browser, base, 'qianguan', '#/approvals')
  await tab(qian.page, '党支部会议').click()
  await qian.page.waitForSelector('h2:has-text("外山宿舍党支部")')
  await everywhere(qian.page, 'desk-party-monitor')
  assert.deepEqual(qian.faults, [])
  await qian.context.close()
})

async function union(name, draft) {
  const chair = await made.verified('孙主席')
  const others = [await made.verified('工友小高'), await made.verified('工友小何')]
  const all = { kind: 'union', name: name + mark(), ...draft }
  return { id: await made.founded(chair, others, all), chair, others, name: all.name }
}

test('the chair of a union answers members, adds a unit, and is told why there is no appraisal', async () => {
  const own = await union('越城制衣厂工会', { subtype: 'own', employer_name: '越城制衣厂' })
  const from = await union('外山联合工会', { subtype: 'joint' })
  const moving = from.others[0]
  const { items } = await moving.call('GET', '/me/memberships')
  await moving.call('POST', `/memberships/${items[0].id}/union-transfers`, { to_organization_id: own.id })
  const called = await own.others[0].call('POST', `/organizations/${own.id}/meeting-calls`, {
    purpose: '讨论夏天的高温补贴。',
  })
  if (called.state === 'open') await own.others[1].call('POST', `/meeting-calls/${called.id}/sign`)

  const { page, faults, context } = await at(own.chair)
  await press(page, '工会')
  await page.waitForSelector('text=要转会籍来的')
  await page.waitForSelector('text=高温补贴')
  await everywhere(page, 'desk-union')
  await button(page, '接收').first().click()
  await button(page, '接收').last().click()
  await done(page, '会籍已经转来')
  await button(page, '定哪一天开会').click()
  await field(page, '哪一天开').fill(dayIn(7))
  await fit(page, 'dialog: meeting day')
  await button(page, '通知会员').click()
  await done(page, '开会的日子已经定好')
  await button(page, '加一个单位').click()
  await field(page, '单位名称').fill('越城制衣厂二车间')
  await field(page, '谁代表单位').selectOption({ label: '工友小何' })
  await button(page, '加上').click()
  await done(page, '单位已经加上')
  await button(page, '开始今年的评家').click()
  await page.waitForSelector('dialog[open]')
  await shot(page, 'desk-union-appraisal')
  await button(page, '开始评家').click()
  // A union as small as this one cannot vote in secret, and is told so.
  await page.waitForSelector('dialog >> text=无法保证无记名投票')
  await button(page, '先不办').click()
  await everywhere(page, 'desk-union-after')
  assert.deepEqual(faults, [])
  await context.close()
})

test('by keyboard alone: confirm a floating member', async () => {
  const { id, secretary } = await branch('外山市场党支部')
  const floating = await made.comrade('小叶')
  await floating.call('POST', '/me/party-registration', {
    organization_id: id,
    home_branch: '江西省上饶市枫岭村支部',
    home_contact: '张书记',
    since: dayIn(-5),
    certificate_no: '活动证0031',
  })
  const { page, faults, context } = await at(secretary)
  await press(page, '党务')
  await page.waitForSelector('h1:has-text("支部会议")')
  await press(page, '报到')
  await page.waitForSelector('a[data-row]')
  await press(page, '小叶')
  await page.waitForSelector('text=活动证0031')
  await press(page, '确认报到')
  await page.waitForSelector('dialog[open]')
  await press(page, '确认')
  await done(page, '已经确认')
  assert.deepEqual(faults, [])
  await context.close()
})
