// How long the first screens take on a slow network and a slow phone, and what the builds weigh; no test, only figures:
//
//     BASE=http://127.0.0.1:8080 node app/clients/e2e/measure.mjs
//
// Slow 3G (400 kbit/s, 400 ms) and, for the phone, a processor four times slower. Cold is a first visit; warm is a
// later one, when the browser asks for each file by its tag. A screen stands when a person can read its last line. The
// first number of requests and bytes is what had arrived by then, the second what the page had fetched by itself when
// it came to rest. ROUNDS is how often each is visited; the middle one counts. WEB is the folder with the browser
// builds, app/web when it is not set; the package for WeChat is counted where `make weapp` left it.
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { launch } from './lib/browser.mjs'

const base = process.env.BASE ?? 'http://127.0.0.1:8080'
const rounds = Number(process.env.ROUNDS ?? 3)
const clients = new URL('..', import.meta.url).pathname
const web = process.env.WEB ?? path.join(clients, '../web')
const weapp = path.join(clients, 'miniprogram/dist/build/mp-weixin')

// What the last line of each says once all of it stands there.
const screens = [
  { name: 'phone, home of a stranger', address: '/m/', says: /字大一点/, slower: 4, width: 390 },
  { name: 'phone, home of somebody', address: '/m/?as=lijie', says: '我的报名', slower: 4, width: 390 },
  {
    name: 'phone, organizations',
    address: '/m/#/pages/bodies/bodies',
    says: /往上滑，还有|没有更多了/,
    slower: 4,
    width: 390,
  },
  {
    name: 'desk, board of cases',
    address: '/desk/?as=zhouzhuren#/cases',
    says: /^调\d{6}-\d{4}-\d+/,
    slower: 1,
    width: 1366,
  },
]

/** Counts what arrives on a page, and tells when nothing has been under way for a while. */
async function count(network) {
  const seen = { requests: 0, bytes: 0 }
  const open = new Set()
  let quietSince = performance.now()
  const over = ({ requestId, encodedDataLength = 0 }) => {
    open.delete(requestId)
    quietSince = performance.now()
    seen.requests++
    seen.bytes += encodedDataLength
  }
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) open.add(requestId)
  })
  network.on('Network.loadingFinished', (e) => open.has(e.requestId) && over(e))
  network.on('Network.loadingFailed', (e) => open.has(e.requestId) && over(e))
  await network.send('Network.enable')
  const rest = async (still) => {
    while (open.size || performance.now() - quietSince < still) await new Promise((done) => setTimeout(done, 100))
  }
  return { seen, rest }
}

async function visit(page, { address, says, slower }) {
  const network = await page.context().newCDPSession(page)
  const { seen, rest } = await count(network)
  const slow = { offline: false, latency: 400, downloadThroughput: 50000, uploadThroughput: 25000 }
  await network.send('Network.emulateNetworkConditions', slow)
  await network.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const begun = performance.now()
  await page.goto(base + address, { waitUntil: 'commit' })
  await page.getByText(says).first().waitFor({ timeout: 60000 })
  const first = { took: performance.now() - begun, ...seen }
  // The mini-program waits 2.5 s before it fetches the other pages.
  await rest(4000)
  return { ...first, allRequests: seen.requests, allBytes: seen.bytes }
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const kb = (bytes) => (bytes / 1024).toFixed(0)

function line(name, which, visits) {
  const of = (key) => middle(visits.map((v) => v[key]))
  const seconds = (of('took') / 1000).toFixed(1)
  return (
    `| ${name} | ${which} | ${seconds} | ${of('requests')} | ${kb(of('bytes'))} ` +
    `| ${of('allRequests')} | ${kb(of('allBytes'))} |`
  )
}

async function visits(browser) {
  console.log('| screen | visit | stands after s | requests | KB on the wire | requests at rest | KB at rest |')
  console.log('|---|---|---|---|---|---|---|')
  for (const screen of screens) {
    const seen = { cold: [], warm: [] }
    for (let i = 0; i < rounds; i++) {
      const viewport = { width: screen.width, height: 860 }
      const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
      for (const which of ['cold', 'warm']) {
        const page = await context.newPage()
        seen[which].push(await visit(page, screen))
        await page.close()
      }
      await context.close()
    }
    for (const which of ['cold', 'warm']) console.log(line(screen.name, which, seen[which]))
  }
}

/** Every file of a folder, each packed by itself as the server sends it. */
function weigh(name, folder, keep = () => true) {
  if (!fs.existsSync(folder)) return console.log(`| ${name} | not built | | |`)
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => path.join(e.parentPath ?? e.path, e.name))
    .filter((file) => keep(path.relative(folder, file)))
    .map((file) => fs.readFileSync(file))
  const sum = (of) => files.reduce((n, file) => n + of(file), 0)
  const packed = sum((file) => gzipSync(file, { level: 9 }).length)
  console.log(`| ${name} | ${files.length} | ${sum((file) => file.length)} | ${packed} |`)
}

function builds() {
  console.log('\n| build | files | bytes | bytes, gzip |')
  console.log('|---|---|---|---|')
  weigh('/m', path.join(web, 'm'))
  weigh('/desk', path.join(web, 'desk'))
  weigh('package for WeChat', weapp)
  if (!fs.existsSync(weapp)) return
  const parts = JSON.parse(fs.readFileSync(path.join(weapp, 'app.json'), 'utf8')).subPackages ?? []
  const inPart = (file) => parts.some(({ root }) => file.startsWith(root.replace(/\/?$/, '/')))
  weigh('its main package', weapp, (file) => !inPart(file))
}

const browser = await launch()
await visits(browser)
builds()
await browser.close()
