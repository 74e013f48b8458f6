// The desk in a browser: opening it as somebody, what holds for each of its screens, and going through it by keyboard.
import assert from 'node:assert/strict'
import { accessible, launch, open, shot } from './browser.mjs'
import { people } from './desk-data.mjs'
import { serve } from './serve.mjs'

export const computer = { viewport: { width: 1366, height: 860 } }

// Of a file of tests: where the desk is (BASE, or served here beside the API), the browser, and who makes people.
export let base
export let browser
export let made
let server

/** Before all tests of a file. */
export async function begin() {
  if (!process.env.BASE) server = await serve(process.env.API ?? 'http://127.0.0.1:8080')
  base = process.env.BASE ?? server.address
  browser = await launch()
  made = people(base)
}
/** After all of them. */
export async function finish() {
  await browser?.close()
  server?.close()
}
/** The desk as somebody of the demonstration sees it. */
export const desk = (name, hash) => visit(browser, base, name, hash)
/** What somebody shows whoever wants to name them. */
export const codeOf = async (name) => (await (await made.as(name)).call('POST', '/me/code')).code

/** Opens the desk as somebody of the demonstration; the hash says at which screen. */
export async function visit(browser, base, name, hash = '', options = computer) {
  const opened = await open(browser, base, `/desk/?as=${name}${hash}`, options)
  await opened.page.waitForSelector('h1')
  return opened
}
/** The same as somebody who is not of the cast, by the tokens of a sign-in. */
export async function visitWith(browser, base, tokens, hash = '') {
  const { refresh_token, person } = tokens
  const kept = JSON.stringify({ refresh_token, person })
  const opened = await open(browser, base, '/desk/', computer)
  await opened.page.evaluate((session) => sessionStorage.setItem('xinjumin.session', session), kept)
  await opened.page.goto(base + '/desk/' + hash)
  await opened.page.reload()
  await opened.page.waitForSelector('nav')
  return opened
}
export const still = (page) => page.waitForFunction(() => !/正在读取/.test(document.body.textContent))
export const letters = (page, size) => page.selectOption('[aria-label=字的大小]', String(size))

/** Targets of 44 px; a box to tick is as large as the line that it stands in. */
const small = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], input, select, textarea, summary, .option')]
      .filter((one) => !one.matches('.option input, .skip'))
      .filter((one) => {
        const box = one.getBoundingClientRect()
        return box.height > 0 && box.height < 43.9
      })
      .map((one) => one.outerHTML.slice(0, 100)),
  )

/** Can be read and reached as it stands. */
export async function fit(page, name) {
  await accessible(page, name, { target: 0 })
  assert.deepEqual(await small(page), [], name + ': small targets')
}

/** The same at each size of letters and on narrow screens, with a picture of the first and of the narrowest. */
export async function everywhere(page, picture) {
  await still(page)
  await fit(page, picture)
  await shot(page, picture)
  await letters(page, 150)
  await fit(page, picture + ', large letters')
  for (const [width, height] of [
    [390, 844],
    [320, 640],
  ]) {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(150)
    await fit(page, `${picture}, ${width} px, large letters`)
  }
  await shot(page, picture + '-320')
  await page.setViewportSize(computer.viewport)
  await letters(page, 100)
}

/** Goes on with Tab until what is focused says this, as somebody without a mouse does. */
export async function reach(page, words) {
  for (let stops = 0; stops < 150; stops++) {
    const said = await page.evaluate(() => {
      const one = document.activeElement
      return one?.matches('button, a, input, textarea') ? (one.textContent || one.ariaLabel || '').trim() : ''
    })
    if (said.startsWith(words)) return
    await page.keyboard.press('Tab')
  }
  assert.fail('the keyboard does not reach ' + words)
}
export async function press(page, words) {
  await reach(page, words)
  await page.keyboard.press('Enter')
}

/** Waits until the screen says what an act came to. */
export async function done(page, words) {
  const said = (part) => document.querySelector('.said')?.textContent.includes(part)
  try {
    await page.waitForFunction(said, words, { timeout: 8000 })
  } catch {
    const now = await page.evaluate(() => ({
      said: document.querySelector('.said')?.textContent,
      bad: [...document.querySelectorAll('.bad, .changed')].map((one) => one.textContent),
      focus: document.activeElement?.outerHTML.slice(0, 100),
      dialog: document.querySelector('dialog')?.open,
    }))
    assert.fail(words + ' was not said: ' + JSON.stringify(now))
  }
}

/** What somebody with a mouse looks for: a button by what it says, a field by what stands before it. */
export const button = (page, words) => page.getByRole('button', { name: words })
export const field = (page, words) => page.locator('input, select, textarea').and(page.getByLabel(words)).first()
export const tab = (page, words) => page.locator('main .tabs').getByRole('link', { name: words, exact: true })
