// node --test desk-case.test.mjs, as desk.test.mjs: a case on the desk, from its acceptance to its end.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { shot } from './lib/browser.mjs'
import { act, answer, side, state, today } from './lib/desk-case.mjs'
import { begin, desk, done, everywhere, finish, made, still } from './lib/desk.mjs'

before(begin)
after(finish)

test('a case from acceptance to the last item done', async () => {
  const dispute = await made.dispute('三个月的工资一直没有发，厂里说再等等。', 900000)
  const address = '#/cases/' + dispute.id
  const head = await desk('zhouzhuren', address)
  await still(head.page)
  await act(head.page, '受理')
  await answer(head.page, '受理')
  await done(head.page, '已经决定受理')
  await state(head.page, '正在征求对方意见')
  await act(head.page, '指派调解员')
  await answer(head.page, '指派', (box) => box.getByLabel('老吴').check())
  await done(head.page, '已经指派')

  const { page, faults, context } = await desk('wutiaojie', address)
  await still(page)
  await act(page, '接手')
  await answer(page, '我来接手', (box) => box.getByLabel('我和双方没有亲属、雇佣、债务等关系').check())
  await done(page, '已经接手')
  await side(page, '对方').getByText('登记是否同意').click()
  await answer(page, '登记', async (box) => {
    await box.getByLabel('同意调解', { exact: true }).check()
    await box.getByLabel('口头').check()
    await box.getByLabel('见证人').fill('网格员小沈')
  })
  await done(page, '答复已经登记')
  await page.waitForSelector('article.open dd:has-text("人调字")')
  await page.waitForSelector('text=见证人网格员小沈')
  for (const who of ['申请人', '对方']) {
    await side(page, who).getByText('登记已告知权利义务').click()
    await answer(page, '登记', (box) => box.getByLabel('口头').check())
    await page.waitForSelector('dialog:not([open])', { state: 'attached' })
    await side(page, who).getByText('知道了权利和义务').waitFor()
  }
  await shot(page, 'desk-case-parties')

  await act(page, '写调解协议')
  const form = page.locator('article.open form')
  await form.getByLabel('纠纷事实').fill('2026年9月至11月的工资没有发。')
  await form.getByLabel('双方怎么约定').fill('制衣厂分两次付清。')
  await form.getByLabel('怎么履行').fill('银行转账')
  await form.getByLabel('最晚哪天全部履行完').fill(today())
  for (const [no, amount] of [
    [1, '4000.50'],
    [2, '5000'],
  ]) {
    await form.getByText('加一项').click()
    await form.getByLabel(`第${no}项：做什么`).fill(`第${no}笔工资`)
    await form.getByLabel(`第${no}项：多少元`).fill(amount)
  }
  await form.getByText('合计9000.5').waitFor()
  await everywhere(page, 'desk-case-agreement-form')
  await form.getByText('写好了，等签字').click()
  await done(page, '协议已经写好')
  await state(page, '协议等待签字')

  await act(page, '打印文书')
  await answer(page, '做成文书')
  await done(page, '人民调解协议书已经做好')
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=下载人民调解协议书')])
  assert.match(file.suggestedFilename(), /^人民调解协议书-1\.pdf$/)

  await act(page, '登记签字')
  const paper = { name: '第1页.png', mimeType: 'image/png', buffer: await page.screenshot() }
  await answer(page, '登记签字', async (box) => {
    for (const field of await box.locator('input[type=date]').all()) await field.fill(today())
    await box.locator('input[type=file]').setInputFiles([paper])
    await box.getByLabel('我看过签了字的原件').check()
  })
  await done(page, '签字已经登记')
  await page.waitForSelector('text=下载签字的第1页')

  await head.page.reload()
  await still(head.page)
  await act(head.page, '登记盖章')
  await answer(head.page, '登记盖章')
  await done(head.page, '盖章已经登记')
  await state(head.page, '协议已生效')

  await page.reload()
  await still(page)
  await everywhere(page, 'desk-case-effective')
  for (const no of [1, 2]) {
    await act(page, `登记第${no}项已履行`)
    await answer(page, '登记已履行')
    await done(page, '已经登记为履行')
    await page.waitForFunction((count) => document.querySelectorAll('.state[data-tone=good]').length >= count, no)
  }
  await state(page, '协议已履行')
  await shot(page, 'desk-case-performed')
  assert.deepEqual([...faults, ...head.faults], [])
  await context.close()
  await head.context.close()
})

test('a mediation is ended with where to go, and the parties are told', async () => {
  const dispute = await made.dispute('押金一千块，退房以后不肯还。', 100000)
  const { page, faults, context } = await desk('zhouzhuren', '#/cases/' + dispute.id)
  await still(page)
  await act(page, '受理')
  await answer(page, '受理')
  await done(page, '已经决定受理')
  await act(page, '终止调解')
  await answer(page, '终止调解', async (box) => {
    await box.getByLabel('联系不上一方当事人').check()
    await box.getByLabel('告诉他们可以去哪里').selectOption({ label: '人民法院' })
  })
  await done(page, '调解已经终止')
  await state(page, '调解已终止')
  await page.waitForSelector('article.open dd:has-text("人民法院")')
  await side(page, '申请人').getByText('登记已告知结果').click()
  await answer(page, '登记', (box) => box.getByLabel('电话').check())
  await side(page, '申请人').getByText('告知了结果（电话）').waitFor()
  await everywhere(page, 'desk-case-ended')
  assert.deepEqual(faults, [])
  await context.close()
})

test('what is written and handed in says who reads it', async () => {
  const dispute = await made.dispute('工钱算得不对，少了两天。', 60000)
  const { page, faults, context } = await desk('zhouzhuren', '#/cases/' + dispute.id)
  await still(page)
  await act(page, '留言')
  await answer(page, '发出', async (box) => {
    await box.getByLabel('双方和调委会都能看到').check()
    await box.getByLabel('写什么').fill('周六上午九点到村委会谈一谈。')
  })
  await done(page, '留言已经发出')
  await act(page, '留言')
  await answer(page, '发出', async (box) => {
    await box.getByLabel('只给调委会').check()
    await box.getByLabel('写什么').fill('先打电话问问厂里。')
  })
  await page.waitForSelector('article.open .course li:has-text("先打电话问问厂里"):has-text("只有调委会能看到")')
  await act(page, '提交材料')
  const paper = { name: '考勤.png', mimeType: 'image/png', buffer: await page.screenshot() }
  await answer(page, '提交', async (box) => {
    await box.locator('input[type=file]').setInputFiles([paper])
    await box.getByLabel('说明了什么').fill('十月的考勤表')
    await box.getByLabel('调委会', { exact: true }).check()
  })
  await done(page, '材料已经收到')
  const piece = page.locator('article.open li', { has: page.locator('b:text-is("十月的考勤表")') })
  await piece.getByText('给双方看').click()
  await answer(page, '给双方看')
  await piece.getByText('双方可看').waitFor()
  await everywhere(page, 'desk-case-talk')
  assert.deepEqual(faults, [])
  await context.close()
})
