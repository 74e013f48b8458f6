// The mini-program in a browser (/m/) on a running demonstration: what somebody sees who has scanned a code.
//   BASE=http://127.0.0.1:8080 API=http://127.0.0.1:8080/api/v1 SHOTS=shots node --test scan.test.mjs
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { launch } from './lib/browser.mjs'
import { activity, api, association, newcomer, person } from './lib/people.mjs'
import { everywhere, press, says, visit as visitIn } from './lib/phone.mjs'

let browser
const visit = (...how) => visitIn(browser, ...how)
before(async () => {
  browser = await launch()
})
after(() => browser?.close())

/** What a browser under way to a session does. */
async function pairing(device) {
  const ask = async (path, body) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(api + '/auth/pairings' + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, data: await answer.json() }
  }
  const { data } = await ask('', { device })
  return { ...data, claim: () => ask(`/${data.id}/claim`, { secret: data.secret }) }
}

test('扫码登录电脑: the device, wrong digits, the right ones, the browser is in', async () => {
  const { code, digits, claim } = await pairing('Edge，Windows 电脑')
  const { page, faults } = await visit('lijie', 'sign-in/confirm?scene=' + code)
  await says(page, 'Edge，Windows 电脑')
  await everywhere(page, 'scan-confirm')
  await page.fill('input', digits === '00' ? '11' : '00')
  await press(page, '是我，让它登录')
  await page.locator('[role=alert]').first().waitFor()
  await everywhere(page, 'scan-wrong')
  await page.fill('input', digits)
  await press(page, '是我，让它登录')
  await says(page, '请看电脑')
  await everywhere(page, 'scan-in')
  const { status, data } = await claim()
  assert.equal(status, 200)
  assert.equal(data.tokens.person.nickname, '李姐')
  assert.deepEqual(faults, [])
})

test('扫码登录电脑: a session that is too old signs in once more; 不是我 lets nobody in', async () => {
  const first = await pairing('Firefox，Linux 电脑')
  const { page, calls, faults } = await visit('wanghui', 'sign-in/confirm?scene=' + first.code)
  await says(page, 'Firefox')
  await page.route('**/confirm', (route) => {
    const problem = { status: 403, code: 'session.not_fresh', detail: '请重新登录' }
    return route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem })
  }, { times: 1 })
  calls.length = 0
  await page.fill('input', first.digits)
  await press(page, '是我，让它登录')
  await says(page, '请看电脑')
  assert.equal(calls.filter((c) => c === 'POST /auth/wechat').length, 1, calls.join(', '))

  const second = await pairing('Firefox，Linux 电脑')
  const other = await visit('wanghui', 'sign-in/confirm?scene=' + second.code)
  await press(other.page, '不是我')
  await says(other.page, '没让它登录')
  await everywhere(other.page, 'scan-refused')
  assert.equal((await second.claim()).status, 409)

  const none = await visit('wanghui', 'me/me')
  await press(none.page, '扫码登录电脑')
  await says(none.page, '再扫屏幕上的码')
  await everywhere(none.page, 'scan-none')
  assert.deepEqual([...faults, ...other.faults, ...none.faults], [])
})

test('M22 扫码落地: a code of each kind leads where it says', async () => {
  const { id, name, secretary } = await association()
  const head = await person('zhouzhuren')
  const roles = await head('GET', '/me/roles')
  const committee = roles.items.find((r) => r.scope_kind === 'committee').committee_id
  const title = '到场' + newcomer('')
  const soon = new Date(Date.now() + 3600e3).toISOString()
  const make = async (who, kind, subject_id) =>
    (await who('POST', '/scene-codes', { kind, subject_id, note: '村口', expires_at: soon })).code
  const course = await activity(5, title)
  const codes = [
    ['activity/check-in', await make(secretary, 'check_in', course), title, 'check-in'],
    ['organization/board', await make(secretary, 'organization_board', id), '看公告', 'organization'],
    ['committee/board', await make(head, 'committee_board', committee), '不收钱', 'committee'],
  ]
  for (const [path, code, words, picture] of codes) {
    const { page, faults } = await visit('', `${path}?scene=${code}`)
    await says(page, words)
    await everywhere(page, 'landing-' + picture)
    assert.deepEqual(faults, [])
  }
  const { page } = await visit('', 'organization/board?scene=' + codes[1][1])
  await press(page, '看这个组织')
  await says(page, name)
  const unknown = await visit('', 'poll/poll?scene=k7m2qd9xw3ha4tpe')
  await says(unknown.page, '这个码打不开')
  await everywhere(unknown.page, 'landing-unknown')
})
