// node --test desk-sessions.test.mjs, as desk.test.mjs: when people of a case meet, and what is kept of it.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { act, answer, dayIn, side, state } from './lib/desk-case.mjs'
import { begin, desk, done, everywhere, finish, made, still } from './lib/desk.mjs'
import { shot } from './lib/browser.mjs'

before(begin)
after(finish)

/** A case whose sides have consented and know their rights, taken by its mediator. */
async function taken() {
  const dispute = await made.dispute('三个月的工资一直没有发。', 900000)
  const head = await made.as('zhouzhuren')
  const mediator = await made.as('wutiaojie')
  const at = '/disputes/' + dispute.id
  await head.call('POST', at + '/accept')
  const now = await head.call('GET', at)
  await head.call('POST', at + '/assign', { mediator_id: mediator.person.id, lead: true })
  await mediator.call('POST', at + '/take', { no_conflict: true })
  for (const party of now.parties) {
    const path = '/dispute-parties/' + party.id
    if (party.consent !== 'given')
      await head.call('POST', path + '/consent', { consent: 'given', way: 'oral', witness: '网格员小沈' })
    await head.call('POST', path + '/notice', { way: 'oral' })
  }
  return dispute
}

test('a mediation is arranged, moved, called off; another is put down and printed', async () => {
  const dispute = await taken()
  const { page, faults, context } = await desk('wutiaojie', '#/cases/' + dispute.id)
  await still(page)
  await act(page, '安排见面')
  await answer(page, '安排好了', (box) => box.getByLabel('在哪里').fill('外山村文化礼堂二楼'))
  await done(page, '时间已经安排好')
  await page.waitForSelector('article.open li:has-text("外山村文化礼堂二楼")')
  await everywhere(page, 'desk-session-planned')
  await act(page, '改时间、地点')
  await answer(page, '改好了', (box) => box.getByLabel('在哪里').fill('村委会'))
  await done(page, '已经改好')
  await act(page, '取消')
  await answer(page, '取消见面', (box) => box.getByLabel('理由').fill('厂方代表出差'))
  await done(page, '见面已经取消')

  await act(page, '安排见面')
  await answer(page, '安排好了', async (box) => {
    await box.locator('input[type=date]').nth(0).fill(dayIn(-1))
    await box.locator('input[type=date]').nth(1).fill(dayIn(-1))
    await box.getByLabel('在哪里').fill('村委会')
  })
  await done(page, '时间已经安排好')
  await act(page, '登记记录')
  const form = page.locator('article.open form')
  await form.getByLabel('谈了什么').fill('双方核对了工资条，厂里说月底以前付清。')
  await page.reload()
  await still(page)
  await act(page, '登记记录')
  assert.equal(await form.getByLabel('谈了什么').inputValue(), '双方核对了工资条，厂里说月底以前付清。')
  await form.getByText('还有别人在场').click()
  await form.getByLabel('第1位其他人：姓名').fill('王师傅')
  await form.getByLabel('第1位其他人：什么人').fill('同乡')
  await form.getByLabel('双方都同意他们参加').check()
  await form.getByLabel('结果').fill('月底再谈一次')
  await everywhere(page, 'desk-session-record-form')
  await form.locator('button[type=submit]').click()
  await done(page, '记录已经登记')
  await state(page, '调解中')
  await page.waitForSelector('article.open li:has-text("王师傅（同乡）")')
  await page.waitForSelector('article.open li:has-text("上午9点到10点")')
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('draft')).length), 0)
  await act(page, '打印记录')
  await done(page, '记录已经做好')
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=下载人民调解记录')])
  assert.match(file.suggestedFilename(), /^人民调解记录-1\.pdf$/)
  await everywhere(page, 'desk-session-held')
  assert.deepEqual(faults, [])
  await context.close()
})

test('both sides extend the term', async () => {
  const dispute = await taken()
  const { page, faults, context } = await desk('zhouzhuren', '#/cases/' + dispute.id)
  await still(page)
  for (const who of ['申请人', '对方']) {
    await side(page, who).getByText('登记同意延长期限').click()
    await answer(page, '登记', async (box) => {
      if (who === '申请人') await box.locator('input[type=date]').fill(dayIn(20))
      await box.getByLabel('口头').check()
      await box.getByLabel('见证人').fill('网格员小沈')
    })
    await page.waitForSelector('dialog:not([open])', { state: 'attached' })
    if (who === '申请人') await side(page, who).getByText('同意调解期限延长到').waitFor()
  }
  await page.waitForSelector('article.open li:has-text("原来是")')
  await shot(page, 'desk-case-extended')
  await everywhere(page, 'desk-case-terms')
  assert.deepEqual(faults, [])
  await context.close()
})
