// The mini-program in a browser (/m/) on a running demonstration; each screen as people see it, with a picture:
//   BASE=http://127.0.0.1:8080 SHOTS=shots node --test miniprogram.test.mjs
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { launch, phone, shot } from './lib/browser.mjs'
import { activity, association, newcomer, person } from './lib/people.mjs'
import { base, everywhere, press, says, visit as visitIn } from './lib/phone.mjs'

let browser
let body
const visit = (...how) => visitIn(browser, ...how)
before(async () => {
  browser = await launch()
  body = await association()
  // Questions are tried where they are meant.
  const head = await person('wanghui')
  await head('PUT', `/organizations/${body.id}/join-form`, { questions: [] })
})
after(() => browser?.close())

/** What a screen costs, without signing in and what is asked once at the start. */
const asked = (calls) => calls.filter((c) => !/ \/(auth\/.*|config)$/.test(c))

test('M1 首页: a stranger, somebody signed in', async () => {
  const stranger = await visit('')
  await says(stranger.page, '登录，看我的事')
  await everywhere(stranger.page, 'home-stranger')
  assert.deepEqual(asked(stranger.calls), ['GET /activities'])
  const known = await visit('lijie')
  await says(known.page, '我的纠纷')
  await everywhere(known.page, 'home')
  assert.deepEqual(asked(known.calls), ['GET /home'])
  await press(known.page, '请参加投票')
  await says(known.page, '请选一个')
  const busy = await visit('zhouzhuren')
  await says(busy.page, '有新的纠纷等待受理')
  await everywhere(busy.page, 'home-head')
  assert.deepEqual(asked(busy.calls), ['GET /home'])
  assert.deepEqual([...stranger.faults, ...known.faults], [])
})

test('what stands in the address is not said by the program', async () => {
  const { page } = await visit('lijie', 'home/home?fault=请打这个电话&done=请打这个电话')
  await says(page, '我的纠纷')
  assert.equal(await page.getByText('请打这个电话').count(), 0)
})

test('M2 选地方: by name, step by step', async () => {
  const { page, faults } = await visit('', 'places/places')
  await says(page, '浙江省')
  await everywhere(page, 'places')
  await page.fill('input', 'ws')
  await press(page, '找一找')
  await says(page, '外山村')
  await everywhere(page, 'places-found')
  assert.deepEqual(faults, [])
})

test('M3 附近的组织, M4 组织页 in two calls, 申请', async () => {
  const { page, calls, faults } = await visit(newcomer('mp'), 'bodies/bodies')
  await says(page, body.name)
  await everywhere(page, 'bodies')
  calls.length = 0
  await press(page, body.name)
  await says(page, '申请加入')
  await everywhere(page, 'body')
  assert.equal(calls.length, 2, calls.join(', '))
  await press(page, '申请加入')
  await says(page, '想对负责人说几句吗')
  await everywhere(page, 'apply')
  await page.locator('textarea').fill('我在外山村住了三年')
  await press(page, '交申请')
  await says(page, '申请交上去了')
  await everywhere(page, 'applied')
  await press(page, '看我的组织')
  await says(page, '待审核')
  await press(page, body.name)
  await everywhere(page, 'mine-applied')
  await press(page, '撤回申请')
  await everywhere(page, 'mine-sure')
  assert.deepEqual(faults, [])
})

test('M4 申请 with questions of each kind', async () => {
  const head = await person('wanghui')
  const form = `/organizations/${body.id}/join-form`
  const questions = [
    { kind: 'text', text: '您老家在哪里？', required: true },
    { kind: 'yes_no', text: '您愿意做志愿者吗？', required: false },
    { kind: 'choice', text: '您想学什么？', options: ['电工', '月嫂', '普通话'], required: false },
  ]
  await head('PUT', form, { questions })
  const address = `apply/apply?id=${body.id}&name=${encodeURIComponent(body.name)}`
  const { page, faults } = await visit(newcomer('ask'), address)
  await says(page, '您老家在哪里')
  await everywhere(page, 'question-text')
  await page.fill('input', '安徽阜阳')
  await press(page, '下一步')
  await says(page, '您愿意做志愿者吗')
  await everywhere(page, 'question-yes')
  await press(page, /^是$/)
  await says(page, '您想学什么')
  await everywhere(page, 'question-choice')
  await head('PUT', form, { questions: [] })
  assert.deepEqual(faults, [])
})

test('M5 我的组织: an invitation that is taken, leaving', async () => {
  const who = newcomer('guest')
  const guest = await person(who)
  // An invitation reaches whom one has met: here in an activity.
  await guest('POST', `/activities/${await activity(5, '认识' + newcomer(''))}/signups`, {})
  const { code } = await guest('POST', '/me/code')
  const { person_id } = await body.secretary('POST', '/person-lookups', { code })
  await body.secretary('POST', `/organizations/${body.id}/invitations`, { person_id, message: '来吧，一起唱歌' })
  const { page, faults } = await visit(who)
  await says(page, '请回复入会邀请')
  await everywhere(page, 'home-invited')
  await press(page, '请回复入会邀请')
  await says(page, '来吧，一起唱歌')
  await everywhere(page, 'mine-invited')
  await press(page, /^加入$/)
  await says(page, '您已经加入了')
  await press(page, body.name)
  await everywhere(page, 'mine-member')
  await press(page, '退出这个组织')
  await press(page, /^退出$/)
  await says(page, '您已经退出了')
  assert.deepEqual(faults, [])
})

test('M6 公告: the list, one that counts as read', async () => {
  const title = '大扫除' + newcomer('')
  await body.secretary('POST', `/organizations/${body.id}/announcements`, {
    title,
    text: '本周六上午8点在村口集合，打扫河边。自带手套，村里管早饭。',
  })
  const { page, faults } = await visit('lijie', `news/news?id=${body.id}&name=${encodeURIComponent(body.name)}`)
  await says(page, title)
  await everywhere(page, 'news')
  await press(page, title)
  await says(page, '自带手套')
  await everywhere(page, 'news-one')
  await page.goBack()
  await says(page, '看过了')
  assert.deepEqual(faults, [])
})

test('M7 求助 by voice and in writing, M8 我的纠纷, M9 进度 and taking it back', async () => {
  const who = newcomer('case')
  const { page, faults } = await visit(who, 'help/help')
  await says(page, '出了什么事')
  await everywhere(page, 'help-say')
  await press(page, '开始说')
  await says(page, '正在听您说')
  await everywhere(page, 'help-recording')
  await press(page, '说完了')
  await says(page, '已经存好')
  await page.locator('textarea').fill('老板欠我三个月工资')
  const chooser = page.waitForEvent('filechooser')
  await press(page, '加照片')
  // What is on the screen is as good a photo as any.
  await (await chooser).setFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await says(page, '已经加了1张')
  // A reload is as good as a kill.
  await page.reload()
  await says(page, '上次没写完的还在')
  await everywhere(page, 'help-resumed')
  await press(page, '下一步')
  await press(page, '是别的事')
  await says(page, '交通')
  await everywhere(page, 'help-kind')
  await press(page, '欠工钱')
  await press(page, '下一步')
  await press(page, '老板、工厂')
  await page.locator('input').first().fill('王老板')
  await everywhere(page, 'help-whom')
  await press(page, '下一步')
  await page.locator('input').first().fill('13500')
  await everywhere(page, 'help-where')
  await press(page, '下一步')
  await says(page, '看一看，对不对')
  await everywhere(page, 'help-check')
  await page.locator('uni-button', { hasText: '交上去' }).tap()
  await says(page, '编号')
  await everywhere(page, 'help-sent')
  const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  assert.doesNotMatch(left, /王老板|三个月|access_token/)
  await press(page, '看进度')
  await says(page, '办到哪一步了')
  await page.locator('[aria-label="看第1张照片"]').tap()
  const heard = page.waitForResponse((r) => r.url().includes('/content?'))
  await press(page, '听一听说的话')
  assert.equal((await heard).status(), 200)
  const photo = page.locator('.photo img')
  await photo.waitFor({ state: 'attached' })
  await page.waitForTimeout(500)
  assert.ok(await photo.evaluate((img) => img.naturalWidth > 0), 'the photo is there')
  await page.evaluate(() => scrollTo(0, 0))
  await everywhere(page, 'case')
  await press(page, '撤回，不调解了')
  await press(page, /^撤回$/)
  await says(page, '已经撤回了')
  await everywhere(page, 'case-withdrawn')
  assert.deepEqual(faults, [])

  const list = await visit(who, 'cases/cases')
  await says(list.page, '我提出的')
  await everywhere(list.page, 'cases')
  const none = await visit(newcomer('none'), 'cases/cases')
  await says(none.page, '您没有纠纷')
  await everywhere(none.page, 'cases-none')
  assert.deepEqual([...list.faults, ...none.faults], [])
})

test('M10 活动, M11 报名 and waiting, M12 我的报名 with a seat that came free', async () => {
  const title = '电工课' + newcomer('')
  const id = await activity(1, title)
  const first = await person(newcomer('seat'))
  const { id: seat } = await first('POST', `/activities/${id}/signups`, {})
  const list = await visit('lijie', 'activities/activities')
  // Whichever come first: a demonstration in use has more than a page of them.
  await says(list.page, '名额')
  await everywhere(list.page, 'activities')
  const who = newcomer('wait')
  const { page, faults } = await visit(who, 'activity/activity?id=' + id)
  await says(page, '我要排队')
  await everywhere(page, 'activity')
  await press(page, '我要排队')
  await says(page, '您已经排上队')
  await everywhere(page, 'activity-waiting')
  await first('DELETE', '/signups/' + seat)
  const mine = await visit(who, 'signups/signups')
  await says(mine.page, '等您确认')
  await everywhere(mine.page, 'signups')
  await press(mine.page, title)
  await says(mine.page, '有空位了')
  await everywhere(mine.page, 'activity-offered')
  await press(mine.page, '我来')
  await says(mine.page, '位子是您的了')
  await everywhere(mine.page, 'activity-registered')
  assert.deepEqual([...list.faults, ...faults, ...mine.faults], [])
})

test('without network: what was read before with its hour, plain words for the rest', async () => {
  const { page, context, faults } = await visit('lijie', 'bodies/bodies')
  await says(page, body.name)
  await page.waitForTimeout(4000)
  await context.setOffline(true)
  await press(page, '找一找')
  await says(page, '没有网络。下面是')
  await everywhere(page, 'bodies-dead')
  // A page on which nobody has been: its screen is there, its content says why not.
  await page.goto(`${base}/m/?as=lijie#/pages/cases/cases`)
  await says(page, '网络不好，请稍后再试')
  await everywhere(page, 'cases-dead')
  await context.setOffline(false)
  await press(page, '再试一次')
  await page.getByText('网络不好').waitFor({ state: 'detached' })
  const stored = await page.evaluate(() => Object.keys(localStorage).join())
  assert.doesNotMatch(stored, /\/me|disputes/)
  assert.deepEqual(faults, [])
})

test('a stranger is told how to sign in; stand-ins only where the server has them', async () => {
  const demonstration = await visit('', 'mine/bodies')
  await says(demonstration.page, '看看李姐的样子')
  await everywhere(demonstration.page, 'sign-in')
  await press(demonstration.page, '看看李姐的样子')
  await says(demonstration.page, body.name)

  const context = await browser.newContext({ ...phone, locale: 'zh-CN' })
  const page = await context.newPage()
  const codes = []
  page.on('request', (r) => /\/auth\/wechat$|cast\.json$/.test(r.url()) && codes.push(r.url()))
  await page.route('**/api/v1/config', async (route) => {
    const config = await (await route.fetch()).json()
    await route.fulfill({ json: { ...config, features: { ...config.features, demonstration: false } } })
  })
  await page.goto(base + '/m/?as=lijie#/pages/mine/bodies')
  await says(page, '请在微信里打开')
  await everywhere(page, 'sign-in-serve')
  assert.deepEqual(codes, [])
  assert.deepEqual(demonstration.faults, [])
})

test('by keyboard alone: from home to an application', async () => {
  const { page, faults } = await visit(newcomer('keys'), '', { viewport: { width: 900, height: 900 } })
  await says(page, '找组织')
  const reach = async (words) => {
    for (let i = 0; i < 40; i++) {
      const here = await page.evaluate(() => {
        const at = document.activeElement
        return at?.matches('uni-button, [role=button], [role=link]') ? at.textContent : ''
      })
      if (here.includes(words)) return page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
    }
    throw new Error('cannot reach ' + words)
  }
  await reach('找组织')
  await says(page, body.name)
  await reach(body.name)
  await says(page, '怎么加入')
  await reach('申请加入')
  await says(page, '想对负责人说几句吗')
  await reach('交申请')
  await shot(page, 'm-keyboard-900')
  await says(page, '申请交上去了')
  assert.deepEqual(faults, [])
})
