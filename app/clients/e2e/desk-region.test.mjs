// node --test desk-region.test.mjs, against a running demonstration (BASE or API, as desk.test.mjs): who looks after a
// place gives roles and hands them over, lets identities be seen, answers objections, and reads the records.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { shot } from './lib/browser.mjs'
import {
  begin,
  button,
  codeOf,
  desk,
  done,
  everywhere,
  field,
  finish,
  fit,
  made,
  press,
  still,
  tab,
} from './lib/desk.mjs'

before(begin)
after(finish)
const dayIn = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)

const shanghai = () => new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10)

/** Names somebody who shows a code, in the dialog that asks for it. */
async function show(page, name) {
  await page.waitForSelector('dialog[open]')
  await field(page, '本人的码').fill(await codeOf(name))
  await button(page, '下一步').click()
}

test('a role over a place is offered, accepted, handed over and ended', async () => {
  const root = await desk('root', '#/roles')
  await button(root.page, '请人担任').click()
  await show(root.page, 'lijie')
  await field(root.page, '担任什么').selectOption({ label: '地区管理员' })
  await field(root.page, '管哪个地方').fill('越城')
  await button(root.page, '找地方').click()
  await root.page.getByRole('radio', { name: '浙江省绍兴市越城区', exact: true }).check()
  await field(root.page, '任期到哪一天').fill(dayIn(200))
  await fit(root.page, 'dialog: role')
  await shot(root.page, 'desk-role-offer')
  await button(root.page, '请他担任').click()
  await done(root.page, '等本人接受')
  await everywhere(root.page, 'desk-role-offered')

  const li = await desk('lijie')
  await press(li.page, '接受')
  await button(li.page, '接受').last().click()
  await done(li.page, '已经接受')
  await li.page.waitForSelector('nav >> text=查看身份') // the menu follows
  assert.deepEqual(li.faults, [])
  await li.context.close()

  const qian = await desk('qianguan', '#/roles')
  await qian.page.click('a[data-row]:has-text("钱管理")')
  await button(qian.page, '请人接手').click()
  await qian.page.getByRole('radio', { name: /李姐/ }).check()
  await field(qian.page, '要交代的话').fill('城南街道的审批请接着办。')
  await fit(qian.page, 'dialog: hand over')
  await shot(qian.page, 'desk-hand-over')
  await button(qian.page, '请他接手').click()
  await done(qian.page, '等对方答复')
  await everywhere(qian.page, 'desk-roles')
  assert.deepEqual(qian.faults, [])
  await qian.context.close()

  const other = await desk('lijie', '#/roles')
  await other.page.click('a[data-row]:has-text("钱管理")')
  await button(other.page, '接手').first().click()
  await button(other.page, '接手').last().click()
  await done(other.page, '您已经接手')
  assert.deepEqual(other.faults, [])
  await other.context.close()
})

test('an identity is seen once, for a reason, by leave of a second administrator', async () => {
  const qian = await desk('qianguan', '#/disclosures')
  await still(qian.page)
  await button(qian.page, '申请查看').click()
  await show(qian.page, 'wanghui')
  await qian.page.getByRole('radio', { name: '身份证件号码' }).check()
  await field(qian.page, '为什么要看').fill('派出所来函核对身份。')
  await field(qian.page, '公函或案件的编号').fill('越公函12号')
  await fit(qian.page, 'dialog: disclosure')
  await shot(qian.page, 'desk-disclosure-ask')
  await button(qian.page, '申请').last().click()
  await done(qian.page, '等另一位管理员同意')
  await everywhere(qian.page, 'desk-disclosure')

  const li = await desk('lijie', '#/disclosures')
  await li.page.click('a[data-row]:has-text("身份证件号码")')
  await button(li.page, '同意').first().click()
  await button(li.page, '同意').last().click()
  await done(li.page, '已经同意')
  assert.deepEqual(li.faults, [])
  await li.context.close()

  await qian.page.reload()
  await qian.page.waitForSelector('h1:has-text("查看身份")')
  await button(qian.page, '看').last().click()
  await button(qian.page, '看').last().click()
  await done(qian.page, '已经看过')
  assert.match(await qian.page.textContent('.note'), /身份证件号码：\s*\d{17}[\dX]/)
  await fit(qian.page, 'a disclosed value')
  await qian.page.reload()
  await qian.page.waitForSelector('h1:has-text("查看身份")')
  await still(qian.page)
  assert.equal(await qian.page.locator('.note').count(), 0) // once
  assert.deepEqual(qian.faults, [])
  await qian.context.close()
})

test('a role is taken back, with a reason that the person reads', async () => {
  const { page, faults, context } = await desk('root', '#/roles')
  await page.click('a[data-row]:has-text("李姐")')
  await button(page, '结束任职').click()
  await field(page, '理由').fill('已经调到别处。')
  await button(page, '结束').last().click()
  await done(page, '任职已经结束')
  await button(page, '已经结束').click()
  await page.click('a[data-row]:has-text("李姐")')
  await page.waitForSelector('article >> text=已经调到别处')
  assert.deepEqual(faults, [])
  await context.close()
})

test('an objection to what was done at a desk is answered', async () => {
  const officer = await made.as('sunxieguan')
  const person = await made.as('chenmi')
  const session = await officer.call('POST', '/desk/sessions', {
    region_code: '330602005000',
    person_id: person.person.id,
  })
  await person.call('POST', `/me/desk-sessions/${session.id}/confirm`)
  await person.call('POST', `/me/desk-sessions/${session.id}/object`, { reason: '没有问过我就替我报了名。' })
  const { page, faults, context } = await desk('qianguan', '#/sessions')
  await tab(page, '异议').click()
  await page.waitForSelector('text=没有问过我')
  await everywhere(page, 'desk-objections')
  await button(page, '答复').last().click()
  await page.waitForSelector('dialog[open]')
  await page.getByRole('radio').first().check()
  await field(page, '怎么答复').fill('已经问过协管员，报名已经取消。')
  await shot(page, 'desk-objection-answer')
  await button(page, '答复').last().click()
  await done(page, '已经答复')
  assert.deepEqual(faults, [])
  await context.close()
})

test('the file of a service station is kept', async () => {
  const { page, faults, context } = await desk('qianguan', '#/coverage')
  await tab(page, '服务站').click()
  await page.waitForSelector('h1:has-text("服务站档案")')
  await field(page, '哪个地方').fill('外山')
  await button(page, '找地方').click()
  await page.getByRole('radio', { name: /外山村/ }).check()
  await page.waitForSelector('h2:has-text("外山村")')
  await button(page, '改档案').click()
  await field(page, '在哪里').fill('文化礼堂一楼')
  await page.getByRole('checkbox', { name: '有硬件设施' }).check()
  await shot(page, 'desk-station-change')
  await button(page, '改好了').click()
  await done(page, '服务站档案已经改好')
  await page.waitForSelector('text=文化礼堂一楼')
  await everywhere(page, 'desk-station')
  assert.deepEqual(faults, [])
  await context.close()
})

test('the records say what was done, by place and kind', async () => {
  const { page, faults, context } = await desk('qianguan')
  await press(page, '办事记录')
  await page.waitForSelector('main section')
  await everywhere(page, 'desk-audit')
  await field(page, '哪一天').fill('2020-01-01')
  await page.waitForSelector('text=这里没有记录')
  await field(page, '哪一天').fill(shanghai())
  await page.waitForSelector('main section')
  await field(page, '哪一类事').selectOption({ label: '服务站' })
  await page.waitForFunction(() => {
    const words = [...document.querySelectorAll('main section li b')].map((one) => one.textContent)
    return words.length > 0 && words.every((one) => one.includes('服务站'))
  })
  assert.deepEqual(faults, [])
  await context.close()
})

test('a mediation committee is set up and gets one more mediator', async () => {
  const { page, faults, context } = await desk('qianguan')
  await press(page, '调委会')
  await page.waitForSelector('h1:has-text("调委会")')
  await press(page, '成立调委会')
  const name = '城南街道人民调解委员会' + (Date.now() % 100000)
  await field(page, '名称').fill(name)
  await field(page, '管哪个地方').fill('城南街道')
  await button(page, '找地方').click()
  await page.getByRole('radio', { name: /越城区城南街道$/ }).check()
  for (const who of ['wanghui', 'chenmi', 'lijie']) {
    await button(page, '加一位调解员').click()
    await show(page, who)
    await page.waitForFunction(() => !document.querySelector('dialog[open]'))
  }
  await everywhere(page, 'desk-committee-new')
  await page.getByRole('button', { name: '成立', exact: true }).click()
  await done(page, '已经请他们')
  await page.waitForSelector(`h2:has-text("${name}")`)
  const place = await page.evaluate(() => location.hash)
  assert.deepEqual(faults, [])
  await context.close()

  // Few codes may be looked at in a row: another administrator asks one more.
  const root = await desk('root', place)
  await button(root.page, '再请一位').click()
  await show(root.page, 'wutiaojie')
  await button(root.page, '请他来').click()
  await done(root.page, '等本人接受')
  await root.page.waitForSelector('h3:has-text("还差什么")')
  await root.page.click('article li:has-text("老吴") >> text=收回')
  await field(root.page, '理由').fill('他在别的调委会很忙。')
  await button(root.page, '确定').click()
  await done(root.page, '已经办好')
  await everywhere(root.page, 'desk-committee')
  assert.deepEqual(root.faults, [])
  await root.context.close()
})

test('a committee that is complete is filed, and one person takes the place of another', async () => {
  const admin = await made.as('qianguan')
  const people = []
  for (const name of ['甲', '乙', '丙']) people.push(await made.verified('调解' + name, name === '甲'))
  const [first, ...others] = people.map((one) => one.person.id)
  const { id } = await admin.call('POST', '/mediation-committees', {
    name: '塔山街道人民调解委员会' + (Date.now() % 100000),
    region_code: '330602001000',
    head_id: first,
    mediators: others,
  })
  for (const one of people) await one.call('POST', `/mediation-committees/${id}/accept`)
  const { page, faults, context } = await desk('root', '#/committees/' + id)
  await button(page, '登记备案').click()
  await field(page, '向谁备的案').fill('越城区司法局')
  await page.click('dialog[open] button[type=submit]')
  await done(page, '备案已经登记')
  await page.waitForSelector('article.open .state:has-text("已备案")')
  await page.click('article.open li:has(b:text-is("调解丙")) >> text=换人')
  await show(page, 'lijie')
  await field(page, '理由').fill('搬到别的地方去了。')
  await fit(page, 'dialog: replace')
  await page.click('dialog[open] button[type=submit]')
  await done(page, '已经换人')
  await everywhere(page, 'desk-committee-filed')
  assert.deepEqual(faults, [])
  await context.close()
})
