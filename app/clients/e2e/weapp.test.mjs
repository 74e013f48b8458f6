// The built mini-program in Node, with the official compiler of its templates, against a live demonstration:
//   VITE_API=http://127.0.0.1:8080/api/v1 (at build time)   API=http://127.0.0.1:8080/api/v1 node --test weapp.test.mjs
import assert from 'node:assert/strict'
import test from 'node:test'
import { MiniProgram, packageFiles } from './lib/mp-host.mjs'
import { activity, api, association, code, newcomer, person } from './lib/people.mjs'

/** A phone of somebody; start it again with its storage after a kill. */
function phone(name, options = {}) {
  return new MiniProgram({ login: () => code(name), ...options })
}
const village = { code: '330602005206', name: '外山村', full_name: '浙江省绍兴市越城区城南街道外山村' }
/** A phone on which somebody has chosen the village before. */
const at = (place = village) => new Map([['places', [place]]])

test('finds a body, answers its questions, applies, survives a kill', async () => {
  const { id, name } = await association()
  const head = await person('wanghui')
  const { admission } = await head('GET', `/organizations/${id}/join-form`)
  const questions = [
    { kind: 'text', text: '您老家在哪里？', required: true },
    { kind: 'yes_no', text: '您愿意做志愿者吗？', required: true },
    { kind: 'choice', text: '您想学什么？', options: ['电工', '月嫂'], required: false },
  ]
  await head('PUT', `/organizations/${id}/join-form`, { admission, questions })

  const who = newcomer('join')
  const storage = new Map()
  const mp = phone(who, { storage })
  await (await mp.start()).press('找组织')
  await mp.top.press(name)
  assert.match(mp.top.text(), /申请后由负责人审核/)
  await mp.top.press('申请加入')
  await mp.top.type('您老家在哪里？', '安徽阜阳')

  const again = phone(who, { storage })
  await again.start()
  await again.open(`/pages/apply/apply?id=${id}&name=${encodeURIComponent(name)}`)
  assert.equal(again.top.find((n) => n.attr.value === '安徽阜阳').length, 1, 'the draft is still there')
  await again.top.press('下一步')
  await again.top.press(/^是$/)
  await again.top.press('电工')
  await again.top.press('交申请')
  assert.match(again.top.text(), /申请交上去了/)
  await again.top.press('看我的组织')
  assert.match(again.top.text(), /待审核/)
  await again.top.press(name)
  assert.match(again.top.text(), /安徽阜阳/)
  await again.top.press('撤回申请')
  await again.top.press(/^撤回$/)
  assert.match(again.top.text(), /申请已经撤回/)
  await head('PUT', `/organizations/${id}/join-form`, { admission, questions: [] })
})

test('tells a quarrel by voice, survives a kill, loses the answer, files one case', async () => {
  const who = newcomer('help')
  const storage = at()
  const before = phone(who, { storage })
  await (await before.start()).press('有难处')
  await before.top.press('用微信登录')
  await before.top.press('开始说')
  await before.top.press('说完了')
  assert.deepEqual(before.calls.filter((c) => c.startsWith('UPLOAD')), ['UPLOAD /files'])
  assert.match(before.top.text(), /已经存好/)

  let sent = 0
  const keys = new Set()
  const network = async (request, send) => {
    const answer = await send()
    if (request.method !== 'POST' || !request.url.endsWith('/disputes')) return answer
    keys.add(request.header['idempotency-key'])
    if (++sent === 1) throw new Error('the answer got lost')
    return answer
  }
  const after = phone(who, { storage, network })
  await (await after.start()).press('有难处')
  assert.match(after.top.text(), /上次没写完的还在/)
  await after.top.press('下一步')
  await after.top.press('欠工钱')
  await after.top.press('下一步')
  await after.top.press('老板、工厂')
  await after.top.type('对方叫什么', '王老板')
  await after.top.press('下一步')
  await after.top.type('多少元', '13500')
  await after.top.press('下一步')
  assert.match(after.top.text(), /说了\d+秒的话/)
  await after.top.press('交上去')
  await after.until(/交上去了\|编号\|/)
  assert.equal(sent, 2, 'sent again')
  assert.equal(keys.size, 1, 'under the same key')

  const me = await person(who)
  const { items } = await me('GET', '/me/disputes')
  assert.equal(items.length, 1, 'one case')
  const { voice, amount_fen: amount } = await me('GET', '/disputes/' + items[0].id)
  assert.equal(voice.kind, 'mp3')
  assert.equal(amount, 1350000)
  const left = JSON.stringify([...storage])
  assert.doesNotMatch(left, /王老板|13500|access_token/, 'nothing of the case stays behind')

  await after.top.press('看进度')
  assert.match(after.top.text(), /纠纷已登记/)
  assert.match(after.top.text(), /王老板：还没有答复/)
  await after.top.press('我知道了')
  await after.until(/记下了/)
  assert.doesNotMatch(after.top.text(), /您的权利和义务/)
  await after.top.press('听一听说的话')
  assert.ok(after.calls.includes('DOWNLOAD 200'), 'the recording can be heard again')
  await after.top.press('撤回，不调解了')
  await after.top.press(/^撤回$/)
  assert.match(after.top.text(), /已经撤回了/)
})

test('signs up, waits, is offered the seat that came free and takes it', async () => {
  const title = '课' + newcomer('')
  const id = await activity(1, title)
  const page = '/pages/activity/activity?id=' + id
  const first = phone(newcomer('first'))
  await first.start()
  await (await first.open(page)).press('我要报名')
  assert.match(first.top.text(), /报名成功/)
  const second = phone(newcomer('second'))
  await second.start()
  await (await second.open(page)).press('我要排队')
  assert.match(second.top.text(), /在排队，您是第1个/)

  await first.top.press('不报名了')
  await first.top.press(/^不报名了$/)
  assert.match(first.top.text(), /已经不报名了/)
  await second.top.pullDown()
  assert.match(second.top.text(), /有空位了/)
  await second.top.press('我来')
  assert.match(second.top.text(), /位子是您的了/)
  await second.open('/pages/signups/signups')
  assert.match(second.top.text(), new RegExp(title))
})

test('votes, does not hear so, votes once; another phone of the same person says that the vote is in', async () => {
  const at = async (host) => {
    await (await host.start()).press('登录，看我的事')
    await host.top.press('用微信登录')
    await host.open('/pages/polls/polls')
    await host.top.press('中秋活动选在哪里举办')
  }
  let sent = 0
  const network = async (request, send) => {
    const answer = await send()
    if (request.url.endsWith('/ballots') && ++sent === 1) throw new Error('the answer got lost')
    return answer
  }
  const mp = phone('wanghui', { network })
  await at(mp)
  await mp.top.press('村口广场')
  await mp.top.press('就投这个')
  // Ballots are gathered for a moment before they are counted together.
  await mp.until(/不会投成两张/)
  await mp.top.press('就投这个')
  await mp.until(/您已经投过票了/)
  assert.equal(sent, 2)
  const other = phone('wanghui')
  await at(other)
  await other.until(/您投过了/)
})

test('goes on when the token ran out in the middle', async () => {
  let refused = 0
  let spoil = false
  const network = (request, send) => {
    if (spoil && request.header.authorization) {
      spoil = false
      refused++
      request.header.authorization = 'Bearer expired'
    }
    return send()
  }
  const mp = phone('lijie', { network })
  await (await mp.start()).press('登录，看我的事')
  await mp.top.press('用微信登录')
  spoil = true
  await mp.top.press('我的组织')
  assert.equal(refused, 1)
  assert.match(mp.top.text(), /外山村和谐促进会/)
  assert.ok(mp.calls.includes('POST /auth/refresh'), mp.calls.join(', '))
})

test('without network: the list from before with its hour, plain words elsewhere, then on again', async () => {
  let dead = false
  const network = (_, send) => (dead ? Promise.reject(new Error('request:fail')) : send())
  const storage = at()
  const mp = phone(newcomer('dead'), { network, storage })
  await (await mp.start()).press('找组织')
  const list = mp.top.text()
  dead = true
  await mp.top.pullDown()
  await mp.until(/没有网络。下面是\|?(凌晨|早上|上午|中午|下午|晚上)\d+点/)
  assert.ok(mp.top.text().includes(list.split('|').at(-4)))
  await mp.open('/pages/cases/cases')
  await mp.until(/网络不好，请稍后再试/)
  dead = false
  await mp.top.press('再试一次')
  assert.match(mp.top.text(), /您没有纠纷/)
  assert.ok([...storage.keys()].every((key) => !/\/me|\/disputes/.test(key)), [...storage.keys()].join(', '))
})

test('takes the size of letters from WeChat', async () => {
  const big = phone(newcomer('elder'), { letters: 26 })
  assert.match((await big.start()).text(), /现在是长辈/)
})

test('asks wx for nothing that is not there', async () => {
  const mp = phone(newcomer('wx'))
  await mp.start()
  await new Promise((done) => setTimeout(done, 3500))
  assert.deepEqual([...mp.unhandled], [])
})

test('the package is small and names no address of anybody else', () => {
  const files = packageFiles()
  const { subPackages = [] } = JSON.parse(files.find((file) => file.name === 'app.json').content)
  const weight = (part) => part.reduce((sum, file) => sum + file.content.length, 0)
  // What loads on the first start, and what loads when somebody opens it.
  const first = weight(files.filter((file) => !subPackages.some((p) => file.name.startsWith(p.root + '/'))))
  assert.ok(first > 60e3 && first < 220e3, first + ' bytes at first')
  assert.ok(weight(files) < 300e3, weight(files) + ' bytes in all')
  const ours = new URL(api).host
  for (const { name, content } of files) {
    const hosts = [...content.toString().matchAll(/https?:\/\/([\w.:-]+)/g)].map((m) => m[1])
    // The name of the language in which pictures are drawn looks like an address, and nobody asks it.
    const foreign = hosts.filter((host) => host !== ours && host !== 'www.w3.org')
    assert.deepEqual(foreign, [], name)
    // The framework hides its maker's host from a search by spelling it in numbers.
    assert.doesNotMatch(content.toString(), /preloadAssets|99,\s*100,\s*110,\s*49/, name)
  }
})
