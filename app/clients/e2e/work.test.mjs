// The mini-program in a browser (/m/) on a running demonstration: what leaders, heads and mediators do on the phone.
//   BASE=http://127.0.0.1:8080 API=http://127.0.0.1:8080/api/v1 SHOTS=shots node --test work.test.mjs
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { launch } from './lib/browser.mjs'
import { association, dot, newcomer, person } from './lib/people.mjs'
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
  await says(mediator.page, '我和双方没有亲属、雇佣、债务等关系')
  await press(mediator.page, '没有，接手')
  await says(mediator.page, '您接手了')
  assert.deepEqual([...faults, ...mediator.faults], [])
})

/** A case that the head has taken on and a mediator has in hand. */
async function running(name) {
  const me = await person(name)
  const { id } = await me('POST', '/disputes', {
    category: 'labour',
    region_code: village,
    statement: '三个月没发工资',
    amount_fen: 1860000,
    respondent: { kind: 'employer', name: '织造厂' },
  })
  const [head, mediator] = [await person('zhouzhuren'), await person('wutiaojie')]
  const { committee } = await head('POST', `/disputes/${id}/accept`, {})
  const { items } = await head('GET', `/mediation-committees/${committee.id}/mediators`)
  const wu = items.find((one) => one.name.includes('老吴'))
  await head('POST', `/disputes/${id}/assign`, { mediator_id: wu.person_id, lead: true })
  await mediator('POST', `/disputes/${id}/take`, { no_conflict: true })
  const { parties } = await me('GET', '/disputes/' + id)
  const [mine, other] = ['applicant', 'respondent'].map((side) => parties.find((p) => p.side === side).id)
  return { id, me, head, mediator, mine, other }
}

test('M9 我的纠纷: who has consented, my rights, the agreement, what I got of it', async () => {
  const name = newcomer('party')
  const { id, head, mediator, mine, other } = await running(name)
  const { page, faults } = await visit(name, 'case/case?id=' + id)
  await says(page, '织造厂：还没有答复')
  await says(page, '我：同意调解')
  await says(page, '调解不收钱，全凭自愿')
  await everywhere(page, 'case-rights')
  await press(page, '我知道了')
  await says(page, '记下了')
  await page.getByText('您的权利和义务').waitFor({ state: 'detached' })

  const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)
  await mediator('POST', `/dispute-parties/${other}/consent`, { consent: 'given', way: 'oral', witness: '小沈' })
  await mediator('POST', `/dispute-parties/${other}/notice`, { way: 'oral' })
  const item = { what: '支付工资', amount_fen: 1860000, payer_id: other, payee_id: mine, due_on: today }
  const words = { facts: '欠工资18600元', terms: '一次付清', manner: '银行转账', due_on: today }
  await mediator('POST', `/disputes/${id}/propose`, { ...words, items: [item], total_fen: 1860000 })
  const { agreement } = await mediator('GET', '/disputes/' + id)
  await mediator('POST', `/dispute-agreements/${agreement.id}/sign`, {
    sha256: agreement.sha256,
    signatures: [mine, other].map((party_id) => ({ party_id, on: today })),
    mediator_signed_on: today,
    page_ids: [await mediator.photo('document')],
    original_seen: true,
  })
  await page.reload()
  await says(page, '调解协议：等待签字盖章')
  for (const who of ['我', '织造厂', '调解员']) await says(page, who + '签字')
  await head('POST', `/dispute-agreements/${agreement.id}/seal`, { sha256: agreement.sha256, on: today })
  await page.reload()
  await says(page, '调解协议：已生效')
  await says(page, '支付工资：18600元')
  await says(page, '织造厂给我')
  await press(page, '我收到了')
  await says(page, '哪天收到的')
  await everywhere(page, 'case-agreement')
  await press(page, /^收到了$/)
  await says(page, '记下了，您收到了')
  await says(page, '给了')
  assert.equal((await mediator('GET', '/disputes/' + id)).state, 'performed')
  assert.deepEqual(faults, [])
})

test('M9 the other side says yes or no, and may stop', async () => {
  const name = newcomer('side')
  const { id } = await running(name)
  const { page, calls } = await visit(name)
  // Nobody is the other side by an account of the demonstration: the acts are laid under the answer.
  let acts = ['consent', 'refuse']
  await page.route(/\/disputes\/[0-9a-f-]+$/, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), acts } })
  })
  const sent = (verb) => calls.includes(`POST /disputes/${id}/${verb}`)
  await page.evaluate((to) => (location.hash = to), '#/pages/case/case?id=' + id)
  await says(page, '您愿意调解吗')
  await everywhere(page, 'case-consent')
  await press(page, /^不同意调解$/)
  await says(page, '真的不同意吗')
  await press(page, '不了')
  assert.ok(!sent('refuse'))
  await press(page, /^同意调解$/)
  await says(page, '已经作过这个答复')
  assert.ok(sent('consent'))
  acts = ['stop']
  await page.reload()
  await press(page, '不再调解')
  await says(page, '真的不再调解吗')
  await press(page, /^不再调解$/)
  await says(page, '不再调解了')
  assert.ok(sent('stop'))
  await says(page, '已终止')
  await says(page, '别的办法')
})

test('M25 the mediator writes down what the parties said, and ends or leaves a case', async () => {
  const { id, me } = await running(newcomer('told'))
  const { page, faults } = await visit('wutiaojie', 'work/matter?id=' + id)
  await press(page, '登记愿不愿意调解')
  await says(page, '织造厂愿意调解吗')
  await page.fill('input', '网格员小沈')
  await everywhere(page, 'matter-consent')
  await press(page, /^愿意$/)
  await says(page, '登记好了')
  await says(page, '人调字')
  await press(page, '登记讲过权利义务')
  await press(page, '纸上签了字')
  const choosing = page.waitForEvent('filechooser')
  await press(page, '加照片')
  await (await choosing).setFiles({ name: 'paper.png', mimeType: 'image/png', buffer: dot })
  await says(page, '已经加了1张')
  await everywhere(page, 'matter-notice')
  await press(page, '都讲过了')
  await says(page, '知道自己的权利义务')
  await press(page, '终止调解')
  await press(page, '谈不拢')
  await everywhere(page, 'matter-place')
  await press(page, '仲裁委员会')
  await press(page, /^终止调解$/)
  await says(page, '调解终止了')
  const ended = await me('GET', '/disputes/' + id)
  assert.deepEqual([ended.state, ended.reason, ended.goes_to], ['terminated', 'no_agreement', 'arbitration'])
  assert.deepEqual(ended.parties.map((p) => [p.consent, p.consent_way]), [['given', 'self'], ['given', 'oral']])
  assert.deepEqual(faults, [])

  const tied = await running(newcomer('tied'))
  const other = await visit('wutiaojie', 'work/matter?id=' + tied.id)
  await press(other.page, '我要回避')
  await press(other.page, /^回避$/)
  await says(other.page, '一共')
  assert.deepEqual((await tied.me('GET', '/disputes/' + tied.id)).mediators, [])
  assert.deepEqual(other.faults, [])
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
