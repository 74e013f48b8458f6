// node --test desk-risk.test.mjs, as desk.test.mjs: risk, the way of a case elsewhere, an oral agreement, and who mediates.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { shot } from './lib/browser.mjs'
import { act, answer, state, today } from './lib/desk-case.mjs'
import { begin, desk, done, everywhere, finish, fit, made, still } from './lib/desk.mjs'

before(begin)
after(finish)

test('violence is marked, waits for a report, and the case is referred', async () => {
  const dispute = await made.dispute('房东昨晚动手推人，押金也不还。', 100000)
  const { page, faults, context } = await desk('zhouzhuren', '#/cases/' + dispute.id)
  await still(page)
  await act(page, '判断风险')
  await answer(page, '记下来', async (box) => {
    await box.getByLabel('风险等级').selectOption('orange')
    await box.getByLabel('有家庭暴力或者其他暴力').check()
    await box.getByLabel('说明').fill('邻居说昨晚吵得很凶。')
  })
  await done(page, '风险已经记下')
  await state(page, '有暴力，等报告')
  await everywhere(page, 'desk-risk-waits')
  await act(page, '登记已报告')
  await answer(page, '登记报告')
  await done(page, '报告已经登记')
  await page.waitForSelector('text=向派出所报告')
  await act(page, '转交有关部门')
  await answer(page, '转交', (box) => box.getByLabel('派出所').check())
  await done(page, '已经转交')
  await state(page, '已转交有关部门')
  await shot(page, 'desk-risk-referred')
  assert.deepEqual(faults, [])
  await context.close()
})

test('a mediator registers an oral agreement in one form, and is told what needs a paper', async () => {
  const { page, faults, context } = await desk('wutiaojie', '#/cases')
  await still(page)
  await page.click('text=登记口头协议')
  const form = page.locator('article.open form, main form[name], form').last()
  await form.getByLabel('哪一类').selectOption('labour')
  await form.getByLabel('申请人姓名').fill('张三')
  await form.getByLabel('对方姓名').fill('李四')
  await form.getByLabel('为什么事').fill('楼上漏水，泡坏了墙纸。')
  await form.getByLabel('双方怎么约定的').fill('当场赔三百元，互相谅解。')
  await form.getByLabel('涉及多少元').fill('300')
  await form.getByLabel('哪天调解好的').fill(today())
  for (const words of ['约定的事当场做完了', '双方都同意', '我和双方没有亲属、雇佣、债务等关系']) {
    await form.getByLabel(words).check()
  }
  await form.locator('button[type=submit]').click()
  await page.waitForSelector('text=要写书面协议：让申请人提交调解申请')
  await form.getByLabel('哪一类').selectOption('neighbour')
  await everywhere(page, 'desk-oral-form')
  await form.locator('button[type=submit]').click()
  await done(page, '已经登记，案号')
  await state(page, '协议已履行')
  await page.waitForSelector('text=口头协议')
  await shot(page, 'desk-oral')
  assert.deepEqual(faults, [])
  await context.close()
})

test('the head says what a mediator knows, and reads why somebody is suggested', async () => {
  const dispute = await made.dispute('两个月工资没有发。', 500000)
  const { page, faults, context } = await desk('zhouzhuren', '#/cases/' + dispute.id)
  await still(page)
  await page.click('text=调解员专长')
  await answer(page, '往下填', (box) => box.getByLabel('老吴').check())
  await answer(page, '填好了', async (box) => {
    await box.getByLabel('欠工资、工伤、辞退').check()
    await box.getByLabel('会说吴语').check()
  })
  await done(page, '专长已经填好')
  await act(page, '受理')
  await answer(page, '受理')
  await done(page, '已经决定受理')
  await act(page, '指派调解员')
  await page.waitForSelector('dialog[open] >> text=擅长这一类纠纷')
  await fit(page, 'dialog: 指派')
  await shot(page, 'desk-suggestions')
  assert.deepEqual(faults, [])
  await context.close()
})
