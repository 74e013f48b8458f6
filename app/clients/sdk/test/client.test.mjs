// The SDK against a running demonstration:
//
//     API=http://127.0.0.1:8080/api/v1 node --test app/clients/sdk/test/
import assert from 'node:assert/strict'
import fs from 'node:fs'
import test from 'node:test'
import { buildSync } from 'esbuild'

const here = new URL('.', import.meta.url).pathname
buildSync({
  stdin: { contents: "export * from './src/index'; export * from './src/fetch'", resolveDir: here + '..', loader: 'ts' },
  bundle: true,
  format: 'esm',
  target: 'es2018',
  outfile: here + '.sdk.mjs',
  logLevel: 'error',
})
const sdk = await import('./.sdk.mjs')

const base = process.env.API ?? 'http://127.0.0.1:8080/api/v1'
const village = '330602005206'
let nonce = Date.now()

// A picture of one dot.
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
)

// A client whose transport notes what was sent, and loses answers where drop says so.
function client(name, { drop = () => false } = {}) {
  let session = null
  const sent = []
  const kept = new Map()
  const transport = {
    async send(request) {
      const note = { ...request, path: request.url.slice(base.length).split('?')[0] }
      sent.push(note)
      const answer = await sdk.fetchTransport.send(request)
      note.status = answer.status
      if (drop(note, sent)) throw new Error('the answer was lost')
      return answer
    },
  }
  return {
    sent,
    paths: () => sent.map((r) => r.method + ' ' + r.path),
    spoil: () => {
      session = { ...session, access_token: 'spoilt' }
    },
    forget: () => {
      session = { ...session, access_token: '' }
    },
    client: new sdk.Client({
      base,
      transport,
      load: () => session,
      save: (s) => {
        session = s
      },
      code: async () => `dev:${name}:${++nonce}`,
      cache: { get: (url) => kept.get(url), set: (url, value) => kept.set(url, value) },
      wait: async () => {},
    }),
  }
}

const anOrganization = async (c) => {
  const page = await c.call(sdk.listOrganizations, { query: { region: village, kind: 'fellowship', limit: 1 } })
  return page.items[0].id
}

test('eight first calls sign in once, eight refused ones renew once', async () => {
  const t = client('lijie')
  await Promise.all(Array.from({ length: 8 }, () => t.client.call(sdk.readMe)))
  assert.equal(t.paths().filter((p) => p === 'POST /auth/wechat').length, 1)
  t.sent.length = 0
  t.spoil()
  await Promise.all(Array.from({ length: 8 }, () => t.client.call(sdk.readMe)))
  assert.equal(t.paths().filter((p) => p === 'POST /auth/refresh').length, 1)
})

test('a browser that kept its refresh token alone renews before it calls', async () => {
  const t = client('lijie')
  await t.client.call(sdk.readMe)
  t.sent.length = 0
  t.forget()
  await t.client.call(sdk.readMe)
  assert.deepEqual(t.paths(), ['POST /auth/refresh', 'GET /me'])
})

test('a write whose answer got lost is sent again under its key and happens once', async () => {
  let lost = 0
  const t = client('lost' + nonce, { drop: (r) => r.path.endsWith('/applications') && lost++ === 0 })
  const id = await anOrganization(t.client)
  const membership = await t.client.call(sdk.applyForMembership, { path: { id }, body: {} })
  assert.equal(membership.state, 'applied')
  const keys = t.sent.filter((r) => r.path.endsWith('/applications')).map((r) => r.header['idempotency-key'])
  assert.equal(keys.length, 2)
  assert.equal(keys[0], keys[1])
  const mine = await t.client.call(sdk.listMyMemberships)
  assert.equal(mine.items.length, 1)
})

test('what has not changed is not sent again', async () => {
  const t = client('lijie')
  const id = await anOrganization(t.client)
  const first = await t.client.call(sdk.readOrganization, { path: { id } })
  const second = await t.client.call(sdk.readOrganization, { path: { id } })
  assert.deepEqual(first, second)
  assert.equal(t.sent.at(-1).status, 304)
})

test('a refusal carries its code, its words and its fields', async () => {
  const t = client('lijie')
  const call = t.client.call(sdk.fileDispute, { body: { statement: '', region_code: 'x', respondent: { kind: 'boss' } } })
  await assert.rejects(call, (e) => {
    assert.ok(e instanceof sdk.ApiError)
    assert.equal(e.status, 422)
    assert.equal(e.code, 'request.invalid')
    assert.match(e.field('region_code'), /12位/)
    return true
  })
})

test('no network is one error in words, after three tries', async () => {
  const t = client('lijie', { drop: () => true })
  await assert.rejects(t.client.call(sdk.listOrganizations), (e) => e.code === 'network' && e.status === 0)
  assert.equal(t.sent.length, 3)
})

test('a renewal whose answer got lost is repeated and keeps the session', async () => {
  let lost = 0
  const t = client('lijie', { drop: (r) => r.path === '/auth/refresh' && lost++ === 0 })
  await t.client.call(sdk.readMe)
  t.spoil()
  await t.client.call(sdk.readMe)
  assert.deepEqual(t.paths(), [
    'POST /auth/wechat',
    'GET /me',
    'GET /me',
    'POST /auth/refresh',
    'POST /auth/refresh',
    'GET /me',
  ])
})

test('a file is sent in one call and can be repeated', async () => {
  const t = client('lijie')
  let uploads = 0
  t.client.sessions.o.transport.upload = async (upload) => {
    uploads++
    const answer = await sdk.fetchTransport.upload(upload)
    if (uploads === 1) throw new Error('the answer was lost')
    return answer
  }
  const file = await t.client.upload(sdk.uploadFile, new Blob([dot]), { purpose: 'evidence' })
  assert.ok(file.id)
  assert.equal(uploads, 2)
})

test('the pages of a list have every line once', async () => {
  const t = client('lijie')
  const pager = new sdk.Pager((cursor) =>
    t.client.call(sdk.listRegions, { query: { parent: '330600000000', limit: 4, ...(cursor ? { cursor } : {}) } }),
  )
  await Promise.all([pager.next(), pager.next()])
  assert.equal(pager.items.length, 4)
  while (!pager.done) await pager.next()
  assert.equal(new Set(pager.items.map((r) => r.code)).size, pager.items.length)
  const all = pager.items.length
  await pager.restart()
  assert.ok(pager.items.length <= all && pager.items.length === 4)
})

test('an officer acts for somebody at a desk, by the call, and keeps nothing of it', async () => {
  const [officer, someone] = [client('sunxieguan'), client('desk' + nonce)]
  const me = await someone.client.call(sdk.updateMe, { body: { nickname: '阿姨', region_code: village } })
  const town = village.slice(0, 9) + '000'
  const { id } = await officer.client.call(sdk.openDeskSession, { body: { region_code: town, person_id: me.id } })
  await someone.client.call(sdk.confirmOwnDeskSession, { path: { id } })
  const organization = await anOrganization(someone.client)
  const apply = { path: { id: organization }, body: {}, actingFor: id }
  const { state } = await officer.client.call(sdk.applyForMembership, apply)
  assert.equal(state, 'applied')
  const theirs = await officer.client.call(sdk.listMyMemberships, { actingFor: id })
  assert.deepEqual(theirs.items.map((m) => m.organization_id), [organization])
  assert.equal(officer.client.kept(sdk.listMyMemberships), undefined)
  // Without the word the same call is the officer's own.
  const own = await officer.client.call(sdk.listMyMemberships)
  assert.ok(!own.items.some((m) => m.id === theirs.items[0].id))
  const forbidden = officer.client.call(sdk.endDeskSession, { path: { id }, actingFor: id })
  await assert.rejects(forbidden, (e) => e.code === 'desk.not_allowed')
  await officer.client.call(sdk.endDeskSession, { path: { id } })
  const after = officer.client.call(sdk.listMyMemberships, { actingFor: id })
  await assert.rejects(after, (e) => e.status === 403)
})

test('a file is read with the token, by its operation and by its link, also with a token that ran out', async () => {
  const t = client('lijie')
  t.client.sessions.o.transport.upload = sdk.fetchTransport.upload
  const asked = []
  t.client.sessions.o.transport.download = async (request) => {
    const answer = await sdk.fetchTransport.download(request)
    asked.push(answer.status)
    return answer
  }
  const template = await t.client.download(sdk.downloadRosterTemplate)
  assert.equal(Buffer.from(await template.arrayBuffer()).subarray(0, 2).toString(), 'PK')
  const { id } = await t.client.upload(sdk.uploadFile, new Blob([dot]), { purpose: 'evidence' })
  const file = await t.client.call(sdk.readFile, { path: { id } })
  asked.length = 0
  t.spoil()
  const read = await t.client.download(file.url)
  assert.match(read.type, /^image\//)
  assert.ok(read.size > 0)
  assert.deepEqual(asked, [401, 200])
  const nobody = t.client.download(file.url.replace(/signature=(.)/, (_, c) => 'signature=' + (c === 'A' ? 'B' : 'A')))
  await assert.rejects(nobody, (e) => e instanceof sdk.ApiError && e.status >= 400 && e.message !== '')
})

test('the runtime stays small enough to be read: 200 lines of code', () => {
  const code = (name) => fs.readFileSync(here + '../src/' + name, 'utf8').split('\n').filter((l) => /^\s*[^\s/*]/.test(l))
  const lines = code('client.ts').length + code('session.ts').length
  assert.ok(lines > 100 && lines <= 200, lines + ' lines')
})
