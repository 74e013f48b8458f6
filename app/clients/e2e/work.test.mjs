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
