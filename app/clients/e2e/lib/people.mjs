// People of the demonstration who act beside the client under test, straight on the API.
import assert from 'node:assert/strict'

const base = process.env.BASE ?? 'http://127.0.0.1:8080'
export const api = process.env.API ?? base + '/api/v1'
let count = Date.now()

/** A code for the stand-in sign-in that nobody has used yet. */
export const code = (name) => `dev:${name}:${++count}`

/** A newcomer whom no other test knows. */
export const newcomer = (kind) => kind + (++count).toString(36)

/** Signs in and gives a function that calls the API as this person. */
export async function person(name) {
  const signed = await send('POST', '/auth/wechat', { code: code(name) })
  assert.equal(signed.status, 200, 'sign-in of ' + name)
  const authorization = 'Bearer ' + signed.data.access_token
  const call = async (method, path, body) => {
    const answer = await send(method, path, body, { authorization, 'idempotency-key': `test-${++count}` })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.data)}`)
    return answer.data
  }
  /** Sends a photo, and gives its id. */
  call.photo = async (purpose) => {
    const form = new FormData()
    form.append('purpose', purpose)
    form.append('file', new Blob([dot], { type: 'image/png' }), 'photo.png')
    const header = { authorization, 'idempotency-key': `test-${++count}` }
    const answer = await fetch(api + '/files', { method: 'POST', headers: header, body: form })
    const text = await answer.text()
    assert.equal(answer.status, 201, text)
    return JSON.parse(text).id
  }
  return call
}

/** The smallest picture there is. */
export const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function send(method, path, body, header = {}) {
  const answer = await fetch(api + path, {
    method,
    headers: { 'content-type': 'application/json', ...header },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, data: text ? JSON.parse(text) : undefined }
}

/** The association of the demonstration and its secretary. */
export async function association() {
  const secretary = await person('chenmi')
  const { items } = await secretary('GET', '/me/memberships')
  const { organization_id: id, organization_name: name, region_code } = items.find((m) => m.state === 'active')
  return { id, name, region_code, secretary }
}

/** An activity with so many seats to which one may sign up. */
export async function activity(capacity, title) {
  const { id: organization_id, region_code, secretary } = await association()
  const day = 864e5
  const at = (days) => new Date(Date.now() + days * day).toISOString()
  const { id } = await secretary('POST', '/activities', {
    organization_id,
    region_code,
    kind: 'skill',
    title,
    description: '免费参加。',
    place: '文化礼堂',
    starts_at: at(10),
    ends_at: at(10.1),
    signup_opens_at: at(-1),
    signup_closes_at: at(9),
    capacity,
  })
  await secretary('POST', `/activities/${id}/publish`)
  return id
}
