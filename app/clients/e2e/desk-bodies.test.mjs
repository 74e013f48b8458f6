// node --test desk-bodies.test.mjs, against a running demonstration (BASE or API, as desk.test.mjs): an organization is
// founded, its charter written and changed, and its heads elected anew.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { launch, shot } from './lib/browser.mjs'
import { people } from './lib/desk-data.mjs'
import { button, done, everywhere, field, fit, press, still, visit } from './lib/desk.mjs'
import { serve } from './lib/serve.mjs'

let base
let server
let browser
let made
before(async () => {
  if (!process.env.BASE) server = await serve(process.env.API ?? 'http://127.0.0.1:8080')
  base = process.env.BASE ?? server.address
  browser = await launch()
  made = people(base)
})
after(async () => {
  await browser?.close()
  server?.close()
})
const desk = (name, hash) => visit(browser, base, name, hash)
const codeOf = async (name) => (await (await made.as(name)).call('POST', '/me/code')).code

test('an organization is drafted, gets a charter and founders, is submitted and approved', async () => {
  const name = '外山村电工联谊会' + (Date.now() % 100000)
  const { page, faults, context } = await desk('lijie')
  await press(page, '成立组织')
  await page.waitForSelector('h1:has-text("成立组织")')
  await press(page, '起草一个组织')
  await page.waitForSelector('form')
  await field(page, '哪一类组织').selectOption({ label: '新居民联谊会' })
  await field(page, '名称').fill(name)
  await field(page, '设在哪里').fill('外山')
  await button(page, '找地方').click()
  await page.getByRole('radio', { name: /外山村/ }).check()
  await everywhere(page, 'desk-founding-new')
  await button(page, '存成草稿').click()
  await done(page, '草稿已经存好')
  await page.waitForSelector(`h2:has-text("${name}")`)
  await still(page)
  await everywhere(page, 'desk-founding-draft')

  await button(page, '写章程').click()
  await page.waitForSelector('text=照着写的样子')
  await field(page, '做什么').fill('一起学电工，互相介绍活干。')
  await everywhere(page, 'desk-charter-write')
  await button(page, '存好').click()
  await done(page, '章程已经存好')
  await page.click('summary:has-text("看章程全文")')
  await page.waitForSelector('text=互相介绍活干')

  for (const who of ['wanghui', 'chenmi']) {
    const code = await codeOf(who)
    await button(page, '请人签名').click()
    await page.waitForSelector('dialog[open]')
    await field(page, '本人的码').fill(code)
    if (who === 'wanghui') await shot(page, 'desk-founder-code')
    await button(page, '下一步').click()
    await page.waitForSelector('dialog >> text=已经实名')
    await fit(page, 'dialog: founder')
    await button(page, '请他签名').click()
    await done(page, '已经请他签名')
  }
  await (await made.as('chenmi')).call('POST', `${await path(page)}/founders/sign`)
  const wang = await desk('wanghui', '#/founding')
  await wang.page.click(`a:has-text("${name}")`)
  await button(wang.page, '我同意发起').click()
  await button(wang.page, '签名').last().click()
  await done(wang.page, '您已经签名')
  await shot(wang.page, 'desk-founder-signed')
  assert.deepEqual(wang.faults, [])
  await wang.context.close()

  await page.reload()
  await page.waitForSelector('text=3人签了名，要3人，够了')
  await button(page, '提交审批').click()
  await button(page, '提交').last().click()
  await done(page, '已经提交')
  await everywhere(page, 'desk-founding-submitted')
  assert.deepEqual(faults, [])
  await context.close()

  const qian = await desk('qianguan', '#/approvals')
  await qian.page.click(`a:has-text("${name}")`)
  await button(qian.page, '批准成立').click()
  await button(qian.page, '批准').last().click()
  await done(qian.page, '已经批准成立')
  assert.deepEqual(qian.faults, [])
  await qian.context.close()
})

const path = async (page) => '/organizations/' + (await page.evaluate(() => location.hash.split('/')[2]))

test('a draft is changed and deleted', async () => {
  const name = '外山村书法组' + (Date.now() % 100000)
  const li = await made.as('lijie')
  const draft = await li.call('POST', '/organizations', { kind: 'council', name, region_code: '330602005206' })
  const { page, faults, context } = await desk('lijie', '#/founding/' + draft.id)
  await button(page, '修改草稿').click()
  await field(page, '介绍').fill('教孩子写毛笔字。')
  await button(page, '改好了').click()
  await done(page, '已经改好')
  await page.waitForSelector('text=教孩子写毛笔字')
  await button(page, '不成立了').click()
  await page.waitForSelector('dialog[open]')
  await shot(page, 'desk-founding-delete')
  await button(page, '删掉').last().click()
  await done(page, '已经删掉')
  assert.deepEqual(faults, [])
  await context.close()
})

test('the head proposes a change of the charter, the place approves it, and records an election', async () => {
  const wang = await made.as('wanghui')
  const { items } = await wang.call('GET', '/me/roles')
  const { organization_id: body } = items.find((role) => role.role === 'chair')
  const words = '办公地点在村口文化礼堂二楼，第' + (Date.now() % 1000) + '间。'
  const head = await desk('wanghui', '#/bodies/' + body)
  await button(head.page, '写章程').click()
  await field(head.page, '名称和住所').fill(words)
  await fillEmpty(head.page)
  await button(head.page, '提交修改').click()
  await done(head.page, '章程的修改已经提交')
  await head.page.waitForSelector('text=第2版')
  await everywhere(head.page, 'desk-charter-proposed')
  assert.deepEqual(head.faults, [])
  await head.context.close()

  const { page, faults, context } = await desk('qianguan', '#/approvals/' + body)
  await page.waitForSelector('text=要在这天以前核准')
  await page.click('summary:has-text("看章程全文")')
  await page.waitForSelector('text=' + words) // what is decided on is what is read
  await button(page, '核准修改').click()
  await button(page, '核准').last().click()
  await done(page, '章程的修改已经生效')
  await button(page, '登记换届').click()
  await page.waitForSelector('dialog[open]')
  await field(page, '选举的情况').fill('到会三十人，老王连任会长。')
  await button(page, '登记').last().click()
  await done(page, '换届已经登记')
  await page.waitForSelector('text=老王连任会长')
  await everywhere(page, 'desk-body-term')
  assert.deepEqual(faults, [])
  await context.close()
})

/** Sections that the demonstration's charter leaves empty. */
async function fillEmpty(page) {
  for (const area of await page.locator('textarea').all()) {
    if (!(await area.inputValue())) await area.fill('按会员大会的决定办。')
  }
}

test('an administrator asks somebody with another post to lead', async () => {
  const { items } = await (await made.as('wanghui')).call('GET', '/me/roles')
  const { organization_id: body } = items.find((role) => role.role === 'chair')
  const { page, faults, context } = await desk('qianguan', '#/approvals/' + body)
  const code = await codeOf('lijie')
  await button(page, '请人兼任负责人').click()
  await field(page, '本人的码').fill(code)
  await button(page, '下一步').click()
  await field(page, '本来的职务').fill('外山村党支部书记')
  await field(page, '任期到哪一天').fill(new Date(Date.now() + 300 * 864e5).toISOString().slice(0, 10))
  await fit(page, 'dialog: ex officio')
  await shot(page, 'desk-ex-officio')
  await button(page, '请他兼任').last().click()
  await done(page, '等本人接受')
  await page.waitForSelector('text=外山村党支部书记兼任')
  await button(page, '收回').click()
  await button(page, '确定').click()
  await done(page, '已经办好')
  assert.deepEqual(faults, [])
  await context.close()
})
