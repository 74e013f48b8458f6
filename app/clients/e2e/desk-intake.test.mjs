// node --test desk-intake.test.mjs, as desk.test.mjs: a case that a committee takes in, and how its parties come to it.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { shot } from './lib/browser.mjs'
import { act, answer } from './lib/desk-case.mjs'
import { begin, desk, done, everywhere, finish, made, still } from './lib/desk.mjs'

before(begin)
after(finish)

/** The line of a party, by its name. */
const line = (page, name) => page.locator('article.open li', { hasText: name })

test('a case that a court has sent is taken in, a party is added and joins by a code', async () => {
  const { page, faults, context } = await desk('zhouzhuren', '#/cases')
  await still(page)
  await page.click('text=登记纠纷')
  const form = page.locator('article.open form, main form').last()
  await form.getByLabel('移送').check()
  await form.getByLabel('谁移送的').selectOption({ label: '人民法院' })
  await form.getByLabel('移送单位名称').fill('越城区人民法院')
  await form.getByLabel('来函文号').fill('（2026）浙0602诉前调123号')
  await form.getByLabel('哪一类').selectOption({ label: '欠工资、工伤、辞退' })
  await form.getByLabel('发生在哪个村、社区').fill('外山')
  await form.getByText('找地方').click()
  await form.locator('.option', { hasText: '外山村' }).first().locator('input').check()
  await form.getByLabel('是什么事').fill('五名工人的工资没有结清。')
  await form.getByLabel('申请人的名字').fill('工人甲')
  await form.getByText('加一位申请人').click()
  await form.getByLabel('申请人2的名字').fill('工人乙')
  await form.getByLabel('对方的名字').fill('某某制衣厂')
  await everywhere(page, 'desk-intake-form')
  await form.getByText('登记', { exact: true }).click()
  await done(page, '纠纷已经登记')
  await page.waitForSelector('article.open dd:has-text("越城区人民法院")')

  await act(page, '受理')
  await answer(page, '受理')
  await done(page, '已经决定受理')
  await act(page, '加一位当事人')
  await answer(page, '加上', async (box) => {
    await box.getByLabel('对方').check()
    await box.getByLabel('是什么').selectOption({ label: '总承包单位' })
    await box.getByLabel('名字').fill('某某建设公司')
  })
  await done(page, '已经加上')
  await line(page, '某某建设公司').getByText('登记不参加').click()
  await answer(page, '登记不参加')
  await line(page, '某某建设公司').getByText('不参加', { exact: true }).waitFor()

  await line(page, '工人甲').getByText('给一个加入码').click()
  await answer(page, '给一个码')
  await done(page, '码已经做好')
  const words = await line(page, '工人甲').locator('figcaption').innerText()
  await line(page, '工人甲').locator('img').waitFor()
  await shot(page, 'desk-intake-code')
  const code = /码：(\w+)/.exec(words)[1]
  const worker = await made.as('lijie')
  await worker.call('POST', '/dispute-joins', { code })
  await page.reload()
  await still(page)
  await line(page, '工人甲').getByText('确认是本人').click()
  await answer(page, '确认是本人')
  await done(page, '已经加入')
  await everywhere(page, 'desk-intake-case')
  assert.deepEqual(faults, [])
  await context.close()
})
