// The mini-program in a browser (/m/) on a running demonstration: what leaders, heads and mediators do on the phone.
//   BASE=http://127.0.0.1:8080 API=http://127.0.0.1:8080/api/v1 SHOTS=shots node --test work.test.mjs
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { launch } from './lib/browser.mjs'
import { association, newcomer, person } from './lib/people.mjs'
import { everywhere, press, says, visit as visitIn } from './lib/phone.mjs'

const village = '330602005206'
let browser
let body
const visit = (...how) => visitIn(browser, ...how)
before(async () => {
  browser = await launch()
  body = await association()
})
after(() => browser?.close())

test('M23–24 待我办, 审核, 会员', async () => {
  const [one, two] = [newcomer('one'), newcomer('two')]
  for (const who of [one, two]) {
    const me = await person(who)
    await me('PUT', '/me', { nickname: who, region_code: village })
    await me('POST', `/organizations/${body.id}/applications`, { message: '想加入' })
  }
  const { page, faults } = await visit('chenmi', 'work/work')
  await says(page, '有入会申请等待审核')
  await everywhere(page, 'work')
  await press(page, '有入会申请等待审核')
  await press(page, one)
  await says(page, '退回去改')
  await everywhere(page, 'applicant')
  await press(page, /^通过$/)
  await press(page, /^通过$/)
  await says(page, one + '是会员了')
  // The list is read anew; until then the lines may still move.
  await page.locator('[role=link], [role=button]', { hasText: one }).first().waitFor({ state: 'detached' })
  await press(page, two)
  await press(page, /^退回去改$/)
  await says(page, '要改什么')
  await everywhere(page, 'applicant-return')
  await press(page, '请先实名')
  await press(page, /^退回去改$/)
  await says(page, `退回给${two}改了`)
  await everywhere(page, 'queue')
  await page.goBack()
  await press(page, '会员')
  await page.fill('input', one)
  await press(page, '找一找')
  await says(page, one)
  await everywhere(page, 'members')
  assert.deepEqual(faults, [])
})

test('M25 案件: on the board, accepted, assigned by choosing, taken; another declined', async () => {
  const file = async () => {
    const me = await person(newcomer('case'))
    return me('POST', '/disputes', {
      category: 'labour',
      region_code: village,
      statement: '三个月没发工资',
      respondent: { kind: 'employer', name: '织造厂', contact: '13800001000' },
    })
  }
  const first = await file()
  const second = await file()
  const { page, calls, faults } = await visit('zhouzhuren', 'work/board')
  await says(page, first.number)
  await everywhere(page, 'board')
  assert.deepEqual(calls.filter((c) => /^GET/.test(c) && c !== 'GET /config'), ['GET /disputes'])
  await press(page, first.number)
  await says(page, '三个月没发工资')
  await everywhere(page, 'matter')
  await press(page, /^受理$/)
  await says(page, '受理了')
  await press(page, '指派调解员')
  await says(page, '让谁来主办')
  await says(page, '手上')
  await everywhere(page, 'matter-who')
  await press(page, '老吴')
  await says(page, '还没接手')
  await page.goBack()
  await press(page, second.number)
  await press(page, '不受理')
  await says(page, '为什么不受理')
  await press(page, '不是老百姓之间的纠纷')
  await everywhere(page, 'matter-why')
  await press(page, /^不受理$/)
  await says(page, '双方都会知道')
  const mediator = await visit('wutiaojie', 'work/matter?id=' + first.id)
  await press(mediator.page, '我来接手')
  await says(mediator.page, '您接手了')
  assert.deepEqual([...faults, ...mediator.faults], [])
})

/** Somebody who has just become a member. */
async function member(kind) {
  const name = newcomer(kind)
  const me = await person(name)
  await me('PUT', '/me', { nickname: name, region_code: village })
  const { id } = await me('POST', `/organizations/${body.id}/applications`, {})
  await body.secretary('POST', `/applications/${id}/approve`, {})
  return { name, me, id }
}

test('M24 移出: the head asks, the member answers, another office decides', async () => {
  const [stays, goes] = [await member('stays'), await member('goes')]
  const head = await visit('wanghui', 'work/work')
  await press(head.page, '会员')
  await head.page.fill('input', stays.name)
  await press(head.page, '找一找')
  // The others of the list have gone.
  await head.page.locator('.card').nth(1).waitFor({ state: 'detached' })
  await press(head.page, stays.name)
  await press(head.page, '移出这个会员')
  await says(head.page, '十天里可以说自己的意见')
  await press(head.page, '联系不上')
  await everywhere(head.page, 'member-out')
  await press(head.page, /^提出移出$/)
  await says(head.page, '提出了')

  const own = await visit(stays.name, 'mine/bodies')
  await says(own.page, '要请您离开')
  await everywhere(own.page, 'own-removal')
  await press(own.page, '我有话说')
  await own.page.fill('textarea', '我在外地上班，下个月回来。')
  await everywhere(own.page, 'own-removal-words')
  await press(own.page, '交上去')
  await says(own.page, '您的意见交上去了，由别的负责人决定')
  await says(own.page, '没有决定，您就留下')
  await everywhere(own.page, 'own-removal-told')

  const removal = await (await person('wanghui'))('POST', `/memberships/${goes.id}/removal`, { reason: '搬走了。' })
  await goes.me('POST', `/removals/${removal.id}/object`, { words: '我还想来。' })
  const other = await visit('chenmi', 'work/work')
  await press(other.page, '移出会员')
  await press(other.page, stays.name)
  await says(other.page, '我在外地上班')
  await everywhere(other.page, 'removals')
  await press(other.page, '不移出，留下')
  await press(other.page, '本人说得有理')
  await everywhere(other.page, 'removal-why')
  await press(other.page, /^留下$/)
  await says(other.page, stays.name + '留下，本人会知道')
  await press(other.page, goes.name)
  await says(other.page, '我还想来')
  await press(other.page, /^移出$/)
  await press(other.page, '看过本人的意见')
  await press(other.page, /^移出$/)
  await says(other.page, '移出了' + goes.name)
  const states = async ({ me }) => (await me('GET', '/me/memberships')).items.map((m) => m.state)
  assert.deepEqual([await states(stays), await states(goes)], [['active'], ['ended']])
  assert.deepEqual([...head.faults, ...own.faults, ...other.faults], [])
})
