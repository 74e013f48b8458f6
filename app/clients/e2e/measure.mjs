// How long the first list takes on a slow network and a slow phone, and what it weighs; no test, only figures:
//
//     BASE=http://127.0.0.1:8080 node app/clients/e2e/measure.mjs
//
// Slow 3G (400 kbit/s, 400 ms) and, for the phone, a processor four times slower. Cold is a first visit; warm is a
// later one, when the browser asks for each file by its tag.
import { chromium } from 'playwright-core'

const base = process.env.BASE ?? 'http://127.0.0.1:8080'
const rounds = Number(process.env.ROUNDS ?? 3)
const screens = [
  { name: 'mini-program, first screen', address: '/m/?as=lijie', ready: '.menu, .choice, [role=link]', slower: 4, phone: true },
  { name: 'mini-program, organizations', address: '/m/?as=lijie#/pages/bodies/bodies', ready: '[role=link]', slower: 4, phone: true },
  { name: 'desk, board of cases', address: '/desk/?as=zhouzhuren#/disputes', ready: 'main li, main tr', slower: 1 },
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
})

async function visit(page, screen) {
  const network = await page.context().newCDPSession(page)
  let bytes = 0
  let requests = 0
  await network.send('Network.enable')
  network.on('Network.loadingFinished', (e) => {
    bytes += e.encodedDataLength
    requests++
  })
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50000,
    uploadThroughput: 25000,
  })
  await network.send('Emulation.setCPUThrottlingRate', { rate: screen.slower })
  const begun = performance.now()
  await page.goto(base + screen.address)
  await page.waitForSelector(screen.ready, { timeout: 60000 })
  const took = performance.now() - begun
  await page.waitForLoadState('networkidle')
  return { took, bytes, requests }
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const line = (visits) =>
  `${(middle(visits.map((v) => v.took)) / 1000).toFixed(1)} s, ${middle(visits.map((v) => v.requests))} requests, ` +
  `${(middle(visits.map((v) => v.bytes)) / 1024).toFixed(0)} KB`

for (const screen of screens) {
  const cold = []
  const warm = []
  for (let i = 0; i < rounds; i++) {
    const viewport = screen.phone ? { width: 390, height: 844 } : { width: 1366, height: 860 }
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    for (const visits of [cold, warm]) {
      const page = await context.newPage()
      visits.push(await visit(page, screen))
      await page.close()
    }
    await context.close()
  }
  console.log(`${screen.name}: cold ${line(cold)}; warm ${line(warm)}`)
}
await browser.close()
