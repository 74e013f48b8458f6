// What the tests of the case sheet do with it.
import { fit } from './desk.mjs'

/** Answers the dialog that is open: fields by their labels, then the button that says what will be done. */
export async function answer(page, yes, fill = async () => {}) {
  await page.waitForSelector('dialog[open]')
  await fill(page.locator('dialog[open]'))
  await fit(page, 'dialog: ' + yes)
  await page.click(`dialog[open] button[type=submit]:has-text("${yes}")`)
}
export const act = (page, words) => page.click(`article.open .acts >> text="${words}"`)
/** The line of a side. */
export const side = (page, words) => page.locator('article.open li', { has: page.locator(`b:text-is("${words}")`) })
export const state = (page, words) => page.waitForSelector(`article.open .head >> .state:has-text("${words}")`)
/** A day of Shanghai, so many days from today. */
export const dayIn = (days) => new Date(Date.now() + 8 * 3600000 + days * 86400000).toISOString().slice(0, 10)
export const today = () => dayIn(0)
