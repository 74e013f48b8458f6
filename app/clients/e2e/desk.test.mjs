// node --test desk.test.mjs, against a running demonstration:
//   BASE=http://127.0.0.1:8080   where it serves /desk/ itself, or
//   API=http://127.0.0.1:8080    to serve the built files here and hand its API on.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { open, shot } from './lib/browser.mjs'
import {
  base,
  begin,
  browser,
  computer,
  desk,
  done,
  everywhere,
  finish,
  fit,
  letters,
  made,
  press,
  still,
} from './lib/desk.mjs'

let body

before(async () => {
  await begin()
  const chen = await made.as('chenmi')
  const { items } = await chen.call('GET', '/me/roles')
  body = items.find((role) => role.organization_id).organization_id
  const form = await chen.call('GET', `/organizations/${body}/join-form`)
  const answers = form.questions.map((one) => (one.kind === 'yes_no' ? 'yes' : (one.options?.[0] ?? '城南印染厂')))
  await made.newcomer('张大山', body, answers)
  await made.newcomer('李小花', body, answers)
  await made.dispute('老板欠我三个月工资，一直说没钱。我有考勤的照片。')
  // Seen by whoever administers the place.
  const { items: held } = await chen.call('GET', `/activities?organization_id=${body}`)
  const fang = await made.as('desk' + Date.now())
  const words = '说是免费，到了要交三百块押金。'
  await fang.call('POST', '/reports', { reason: 'fraud', target_kind: 'activity', target_id: held[0].id, words })
  await made.dispute('说好包吃住，发工资的时候扣了八百。', 80000)
})
after(finish)


const screens = {
  zhouzhuren: ['home', 'cases'],
  chenmi: ['applications', 'activities', 'activities/new', 'polls', 'polls/new', 'announcements/new', 'invitations'],
  wanghui: ['home', 'join-form', 'members', 'removals', 'rosters/new', 'exports', 'codes', 'bodies'],
  sunxieguan: ['identities', 'sessions'],
  qianguan: ['home', 'approvals', 'reports', 'coverage'],
}

for (const [name, list] of Object.entries(screens)) {
  test(`each screen of ${name} can be read and reached`, async () => {
    const { page, faults, context } = await desk(name)
    for (const screen of list) {
      await page.evaluate((hash) => (location.hash = hash), '#/' + screen)
      await page.waitForTimeout(700)
      await everywhere(page, 'desk-' + name + '-' + screen.replace('/', '-'))
    }
    assert.deepEqual(faults, [])
    await context.close()
  })
}

test('the page to sign in offers the cast and a code', async () => {
  const { page, faults, context } = await open(browser, base, '/desk/', computer)
  await page.waitForSelector('.cast')
  await page.waitForTimeout(500)
  await fit(page, 'sign-in')
  await shot(page, 'desk-sign-in')
  await page.setViewportSize({ width: 320, height: 640 })
  await letters(page, 150)
  await fit(page, 'sign-in, 320 px')
  await shot(page, 'desk-sign-in-320')
  assert.deepEqual(faults, [])
  await context.close()
})

test('by keyboard alone: accept a case and assign it', async () => {
  const { page, faults, context } = await desk('zhouzhuren')
  await press(page, '调解台')
  await press(page, '等受理')
  await page.waitForTimeout(600)
  await page.keyboard.press('j')
  await still(page)
  await press(page, '受理')
  await page.waitForSelector('dialog[open]')
  await fit(page, 'dialog: accept')
  await shot(page, 'desk-accept')
  await press(page, '受理')
  await done(page, '已经决定受理')
  await press(page, '指派调解员')
  await page.waitForSelector('dialog[open]')
  await fit(page, 'dialog: assign')
  await shot(page, 'desk-assign')
  // The first to choose from has the focus; Space takes it.
  await page.keyboard.press('Space')
  await press(page, '指派')
  await done(page, '已经指派')
  await shot(page, 'desk-assigned')
  assert.deepEqual(faults, [])
  await context.close()
})

test('by keyboard alone: approve an application', async () => {
  const { page, faults, context } = await desk('chenmi')
  await press(page, '入会审核')
  await page.waitForTimeout(600)
  await page.keyboard.press('ArrowDown')
  await still(page)
  await press(page, '同意入会')
  await page.waitForSelector('dialog[open]')
  await fit(page, 'dialog: approve')
  await shot(page, 'desk-approve')
  await press(page, '同意入会')
  await done(page, '已经是会员')
  await shot(page, 'desk-approved')
  assert.deepEqual(faults, [])
  await context.close()
})

test('by keyboard alone: publish a roll and open a poll', async () => {
  const title = '年夜饭放在哪里' + (Date.now() % 10000)
  const poll = await made.poll(body, title)
  const { page, faults, context } = await desk('chenmi', '#/polls/' + poll.id)
  await still(page)
  await press(page, '公布名册')
  await page.waitForSelector('dialog[open]')
  await press(page, '公布名册')
  await done(page, '名册已经公布')
  await press(page, '开始投票')
  await page.waitForSelector('dialog[open]')
  await shot(page, 'desk-open-poll')
  await press(page, '开始投票')
  // The server opens a poll by itself once its hour has come, and may have been faster; then the desk says so.
  await page.waitForSelector('article .state:has-text("投票中")')
  await fit(page, 'an open poll')
  await shot(page, 'desk-poll-open')
  assert.deepEqual(faults, [])
  await context.close()
})

test('by keyboard alone: verify a person', async () => {
  const { page, faults, context } = await desk('sunxieguan')
  await press(page, '核实身份')
  await page.waitForTimeout(600)
  await press(page, '证件对得上')
  await page.waitForSelector('dialog[open]')
  await fit(page, 'dialog: verify')
  await shot(page, 'desk-verify')
  await press(page, '已经看过')
  await done(page, '身份已经核实')
  assert.deepEqual(faults, [])
  await context.close()
})

test('whoever builds on an old reading is shown what has changed', async () => {
  const dispute = await made.dispute('工地上手指受伤，包工头只给了一千块。')
  const { page, faults, context } = await desk('zhouzhuren', '#/cases/' + dispute.id)
  await page.waitForSelector('text=工地上手指受伤')
  const other = await made.as('zhouzhuren')
  await other.call('POST', `/disputes/${dispute.id}/accept`, {})
  await page.click('.acts >> text=不受理')
  await page.check('dialog input[type=radio] >> nth=0')
  await page.click('dialog button[type=submit]')
  await page.waitForSelector('.changed')
  const words = await page.textContent('.changed')
  assert.match(words, /状态：原来是“已申请，等待受理”，现在是“正在征求对方意见”/)
  await fit(page, 'what has changed')
  await shot(page, 'desk-changed')
  assert.deepEqual(faults, [])
  await context.close()
})

test('signing out leaves nothing behind', async () => {
  const { page, faults, context } = await desk('zhouzhuren', '#/cases')
  await still(page)
  await page.reload()
  await page.waitForSelector('h1:has-text("调解台")') // a reload keeps the session of this tab
  await page.click('text=退出')
  await page.waitForSelector('.sign-in')
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]))
  assert.equal(kept, '[{},{},""]')
  await page.reload()
  await page.waitForSelector('.sign-in')
  assert.deepEqual(faults, [])
  await context.close()
})

test('without a cast nobody is signed in by a name', async () => {
  const context = await browser.newContext({ locale: 'zh-CN' })
  const page = await context.newPage()
  const asked = []
  await page.route('**/demo/cast.json', (route) => route.fulfill({ status: 404, body: '' }))
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(base + '/desk/?as=zhouzhuren')
  await page.waitForSelector('.sign-in')
  await page.waitForTimeout(500)
  assert.equal(await page.locator('.cast').count(), 0)
  assert.ok(!asked.includes('/api/v1/auth/wechat'))
  await shot(page, 'desk-sign-in-real')
  await context.close()
})

test('a code that the phone confirms signs the tab in', async () => {
  const { page, faults, context } = await open(browser, base, '/desk/', computer)
  await page.waitForSelector('.digits')
  const shown = page.waitForResponse((answer) => answer.url().endsWith('/auth/pairings'))
  await page.reload()
  const { code } = await (await shown).json()
  await page.waitForSelector('.digits')
  await page.waitForFunction(() => document.querySelector('.pairing img')?.naturalWidth > 0)
  await fit(page, 'the code to scan')
  await shot(page, 'desk-pairing')
  const digits = (await page.textContent('.digits')).trim()
  const phone = await made.as('zhouzhuren')
  await phone.call('POST', `/auth/pairings/${code}/confirm`, { digits })
  await page.waitForSelector('h1:has-text("您好，周主任")')
  assert.deepEqual(faults, [])
  await context.close()
})

test('the first screen costs one call, the board one', async () => {
  const { page, calls, context } = await desk('zhouzhuren')
  await page.waitForSelector('#waiting')
  const first = calls.filter((call) => !/auth|config/.test(call))
  assert.deepEqual(first, ['GET /home'])
  calls.length = 0
  await page.setViewportSize({ width: 390, height: 844 })
  await page.evaluate(() => (location.hash = '#/cases'))
  await page.waitForSelector('a[data-row]')
  assert.deepEqual(calls, ['GET /disputes'])
  await context.close()
})

test('the first screen asks for its own files alone, and a screen whose file does not come says so', async () => {
  const { page, faults, context } = await open(browser, base, '/desk/', computer)
  await page.waitForSelector('.cast')
  const asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(base + '/desk/?as=chenmi')
  await page.waitForSelector('#waiting')
  const files = asked.filter((path) => path.endsWith('.js')).map((path) => path.replace('/desk/assets/', ''))
  assert.deepEqual(files.sort(), ['Home.js', 'base.js', 'index.js'])
  await page.route('**/assets/Polls.js', (route) => route.abort('internetdisconnected'))
  await press(page, '议事投票')
  await page.waitForSelector('.bad:has-text("网络不好")')
  await fit(page, 'a screen that did not come')
  await shot(page, 'desk-no-screen')
  // The server answers otherwise: the page begins anew where it was, for browsers that never ask again for a file.
  const anew = page.waitForEvent('load')
  await press(page, '再试一次')
  await anew
  await page.waitForSelector('.bad:has-text("网络不好")')
  await page.unroute('**/assets/Polls.js')
  await press(page, '再试一次')
  await page.waitForSelector('h1:has-text("议事投票")')
  assert.deepEqual(faults, [])
  await context.close()
})
