// Each check of the screens is shown what it must catch: a check that catches nothing passes everything.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { accessible, launch, straight } from './lib/browser.mjs'
import { fit, visit as atDesk } from './lib/desk.mjs'
import { base, says, visit } from './lib/phone.mjs'

let browser
before(async () => {
  browser = await launch()
})
after(() => browser?.close())

test('each check catches what it is for', async () => {
  const { page, faults } = await visit(browser, '')
  await says(page, '找组织')
  const spoil = (html) =>
    page.evaluate((text) => {
      document.querySelector('#canary')?.remove()
      const e = Object.assign(document.createElement('div'), { id: 'canary', innerHTML: text })
      document.querySelector('.page').append(e)
    }, html)
  await spoil('<button aria-label="small">x</button>')
  await assert.rejects(accessible(page, 'canary'), /targets under/)
  await spoil('<input>')
  await assert.rejects(accessible(page, 'canary'), /label/)
  await spoil('<pre>' + '长'.repeat(200) + '</pre>')
  await assert.rejects(straight(page, 'canary'), /sideways/)
  await spoil('')
  await page.evaluate(() => {
    const e = document.querySelector('#canary')
    Object.assign(e.style, { width: '40px', overflow: 'hidden', whiteSpace: 'nowrap' })
    e.textContent = '这些字放不下'
  })
  await assert.rejects(straight(page, 'canary'), /cuts words/)
  await spoil('<img alt="" src="https://foreign.invalid/x.png">')
  await page.waitForTimeout(300)
  assert.match(faults.join(), /foreign\.invalid/)
})

test('each check of the desk catches what it is for', async () => {
  const { page, faults } = await atDesk(browser, base, 'chenmi')
  await page.waitForSelector('#waiting')
  const spoil = (html) =>
    page.evaluate((text) => {
      document.querySelector('#canary')?.remove()
      document.querySelector('main').append(Object.assign(document.createElement('div'), { id: 'canary', innerHTML: text }))
    }, html)
  await fit(page, 'as it is')
  await spoil('<a href="#/polls">小</a>')
  await assert.rejects(fit(page, 'canary'), /small targets/)
  await spoil('<textarea></textarea>')
  await assert.rejects(fit(page, 'canary'), /label/)
  await spoil('<p>宽</p>')
  await page.evaluate(() => (document.querySelector('#canary').style.width = '3000px'))
  await assert.rejects(fit(page, 'canary'), /sideways/)
  await page.evaluate(() => {
    document.querySelector('#canary').innerHTML = '<img alt="" src="x" onerror="1">' // against the policy
  })
  await page.waitForTimeout(300)
  assert.match(faults.join(), /Content Security Policy/)
})
