// The mini-program in a browser: opening it as somebody, and what holds for each of its screens.
import { accessible, open, phone, shot, straight } from './browser.mjs'

export const base = process.env.BASE ?? 'http://127.0.0.1:8080'
const village = { code: '330602005206', name: '外山村', full_name: '浙江省绍兴市越城区城南街道外山村' }

/** Opens a page as somebody who has chosen the village; who is empty for a stranger. */
export async function visit(browser, who, path = '', options = phone) {
  const start = await open(browser, base, '/m/', options)
  // As the framework writes it.
  await start.page.evaluate((place) => {
    localStorage.setItem('places', JSON.stringify({ type: 'object', data: [place] }))
  }, village)
  // Whatever the first page still asks for is not the second one's.
  await start.page.goto('about:blank')
  start.calls.length = 0
  // Another address, not only another fragment, so that everything begins anew.
  await start.page.goto(`${base}/m/?as=${who}${path && '#/pages/' + path}`)
  return start
}

const sizes = [
  { zoom: 1, target: 44, width: 390 },
  { zoom: 1.5, target: 52, width: 390 },
  { zoom: 1.5, target: 52, width: 320 },
  { zoom: 30 / 17, target: 60, width: 390 },
]

const letters = (page, { zoom, target }) =>
  page.evaluate(
    ([z, t]) => {
      for (const e of document.querySelectorAll('.page')) {
        e.style.setProperty('--z', z)
        e.style.setProperty('--t', t + 'px')
      }
    },
    [zoom, Math.max(target, 48)],
  )

/** What holds for each screen, in each size of letters; the picture is of the first. */
export async function everywhere(page, name) {
  await page.waitForFunction(() => !/正在读取/.test(document.body.innerText))
  // A sheet that slides in is seen through meanwhile.
  await page.waitForTimeout(350)
  await shot(page, 'm-' + name)
  for (const { zoom, target, width } of sizes) {
    await page.setViewportSize({ width, height: 844 })
    await letters(page, { zoom, target })
    await straight(page, `${name} at ${width} px, letters ${zoom}`)
    if (zoom === 1 || width === 320 || target === 60) await accessible(page, `${name}, letters ${zoom}`, { target })
    if (width === 320) await shot(page, `m-${name}-320`)
  }
  await page.setViewportSize(phone.viewport)
  await letters(page, sizes[0])
}
export const press = (page, words) =>
  page.locator('uni-button, [role=button], [role=link]', { hasText: words }).first().tap()
export const says = (page, words) => page.getByText(words).first().waitFor({ timeout: 8000 })
