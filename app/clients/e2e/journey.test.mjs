// Six people do what they came for, by the words they see alone: no id is typed, no address is known but the first.
// Each needs at most twelve taps after sign-in; each step's picture is there to be looked at.
//
//     BASE=http://127.0.0.1:8080 node --test app/clients/e2e/journey.test.mjs
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { launch, open, phone, shot } from './lib/browser.mjs'

const base = process.env.BASE ?? 'http://127.0.0.1:8080'
const computer = { viewport: { width: 1366, height: 860 } }
const most = 12
let browser

before(async () => {
  browser = await launch()
})
after(() => browser?.close())

/** Somebody at a screen: taps what says these words, writes beside a label, and counts the taps. */
async function somebody(address, name, options) {
  const opened = await open(browser, base, address, options)
  const { page } = opened
  let taps = 0
  let step = 0
  const quiet = () => page.waitForFunction(() => !/正在读取|正在提交/.test(document.body.innerText))
  const picture = async () => {
    await quiet()
    await page.waitForTimeout(350)
    await shot(page, `journey-${name}-${++step}`)
  }
  await picture()
  const pressable = 'uni-button, button, a, [role=button], [role=link], [role=radio], label, summary'
  return {
    ...opened,
    async tap(words) {
      await quiet()
      // What says just these words, else what has them in it; a dialog is in front.
      const front = page.locator('dialog[open]')
      const within = (await front.count()) ? front : page.locator('body')
      const just = within.locator(pressable).filter({ hasText: new RegExp(`^\\s*${words}\\s*$`), visible: true })
      const some = within.locator(pressable).filter({ hasText: words, visible: true })
      const found = (await just.count()) ? just.last() : some.first()
      await found.click({ timeout: 8000 }).catch((fault) => {
        throw new Error(`${name}: nothing to press says ${words}: ${fault.message.split('\n')[0]}`)
      })
      taps++
      await picture()
    },
    write: (label, text) => page.getByLabel(label).last().fill(text),
    async reads(words) {
      await page.getByText(words).first().waitFor({ timeout: 8000 })
    },
    async done() {
      assert.ok(taps <= most, `${name} took ${taps} taps`)
      assert.deepEqual(opened.faults, [])
      await opened.context.close()
    },
  }
}

const onPhone = (who) => somebody('/m/?as=' + who, who, phone)
const atDesk = (who) => somebody('/desk/?as=' + who, who, computer)
const newcomer = 'dashan' + Date.now()

test('a newcomer finds an organization and applies', async () => {
  const one = await onPhone(newcomer)
  await one.tap('选地方')
  await one.write('按村名或拼音找', '外山村')
  await one.tap('找一找')
  await one.tap('外山村')
  await one.tap('找组织')
  await one.tap('外山村和谐促进会')
  await one.tap('申请加入')
  await one.tap('下一步')
  await one.tap('下一步')
  await one.tap('交申请')
  await one.reads('申请交上去了')
  await one.done()
})

test('a member asks for help with wages', async () => {
  const one = await onPhone('lijie')
  await one.tap('有难处')
  await one.write('写一写出了什么事', '老板三个月没发工资，说下个月给。')
  await one.tap('下一步')
  await one.tap('欠工钱')
  await one.tap('下一步')
  await one.tap('老板、工厂')
  await one.write('对方叫什么', '外山织造厂')
  await one.tap('下一步')
  await one.tap('选村或社区')
  await one.write('按村名或拼音找', '外山村')
  await one.tap('找一找')
  await one.tap('外山村')
  await one.tap('下一步')
  await one.tap('交上去')
  await one.reads(/调330602-\d{4}-\d{6}/)
  await one.done()
})

test('a member signs up for a course', async () => {
  const one = await onPhone('lijie')
  await one.tap('学习和活动')
  await one.tap('手机办事入门')
  await one.tap('我要报名')
  await one.reads('报名成功')
  await one.done()
})

test('a member votes, once', async () => {
  const one = await onPhone('lijie')
  await one.tap('中秋活动选在哪里举办')
  await one.tap('村口广场')
  await one.tap('就投这个')
  await one.reads('投好了')
  await one.done()
})

test('a secretary-general approves who applied', async () => {
  const one = await atDesk('chenmi')
  await one.tap('入会审核')
  await one.tap('小林680')
  await one.tap('同意入会')
  await one.tap('同意入会')
  await one.reads('已经是会员')
  await one.done()
})

test('a head accepts a case and gives it to a mediator', async () => {
  const one = await atDesk('zhouzhuren')
  await one.tap('调解台')
  await one.tap('房东老徐')
  await one.tap('受理')
  await one.tap('受理')
  await one.tap('指派调解员')
  await one.tap('老吴')
  await one.tap('指派')
  await one.reads('已指派调解员')
  await one.done()
})
