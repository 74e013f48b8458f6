// What the tests of both browser clients share: a Chromium, a page that notices what must not happen, and the checks
// that hold for every screen.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from 'playwright-core'

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const shots = process.env.SHOTS ?? new URL('../shots', import.meta.url).pathname

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A microphone that gives a tone, so that speaking can be tried.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  })

// A refusal and a dead network are written to the console by the browser itself; the screens show them in words.
const expected = /ERR_INTERNET_DISCONNECTED|status of 4\d\d/

/**
 * A page of its own context. faults gathers what must not happen: a request to a foreign host, a script's fault, a
 * breach of the page's policy. calls gathers what was asked of the API.
 */
export async function open(browser, base, address, options = phone) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
  const page = await context.newPage()
  const faults = []
  const calls = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    const ours = url.origin === new URL(base).origin || /^(data|blob):$/.test(url.protocol)
    if (!ours) faults.push('foreign host ' + url.host)
    if (url.pathname.startsWith('/api/')) calls.push(request.method() + ' ' + url.pathname.replace('/api/v1', ''))
  })
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !expected.test(line.text())) faults.push(line.text())
  })
  await page.goto(base + address)
  return { page, faults, calls, context }
}

const pressable = 'button, uni-button, a[href], [role=link], [role=button], input, textarea, select, summary'
// The framework's own title bar, and the parts inside what is itself measured.
const inside = 'uni-page-head, uni-input, uni-textarea'

/** Holds for every screen: axe at WCAG 2.2 AA, no sideways scroll, targets of a size. */
export async function accessible(page, name, { target = 44 } = {}) {
  // Through the debugger, so that the page's policy stays as it is.
  await page.evaluate(axe)
  const found = await page.evaluate((only) => axe.run(document, { runOnly: only }), rules)
  const violations = found.violations.map((v) => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary ?? ''}`)
  assert.deepEqual(violations, [], name + ': accessibility')
  await straight(page, name)
  const small = await page.evaluate(
    ([min, all, skip]) =>
      [...document.querySelectorAll(all)]
        .filter((e) => {
          const box = e.getBoundingClientRect()
          return box.height > 0 && (box.height < min || box.width < min) && !e.closest(skip)
        })
        .map((e) => e.outerHTML.slice(0, 120)),
    [target, pressable, inside],
  )
  assert.deepEqual(small, [], `${name}: targets under ${target} px`)
}

/** Nothing reaches past the side of the screen. */
export async function straight(page, name) {
  const wide = await page.evaluate(() => {
    // A phone zooms out over what is too wide, so that innerWidth grows with it; this one stays.
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > clientWidth + 1)
      .map((e) => e.outerHTML.slice(0, 100))
      .slice(0, 3)
  })
  assert.deepEqual(wide, [], name + ' scrolls sideways')
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((e) => !e.children.length && e.textContent.trim() && e.scrollWidth > e.clientWidth + 1)
      // A line that is named an excerpt ends in … on purpose; the whole stands where it leads.
      .filter((e) => getComputedStyle(e).overflowX === 'hidden' && e.clientWidth > 0 && !e.matches('.excerpt'))
      .map((e) => e.textContent.trim()),
  )
  assert.deepEqual(cut, [], name + ' cuts words')
}

/** A picture of the whole page, to be looked at. */
export async function shot(page, name) {
  fs.mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: path.join(shots, name + '.png'), fullPage: true })
}
