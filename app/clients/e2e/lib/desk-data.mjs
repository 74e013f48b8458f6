// What the desk's tests need to find: made through the API, as the people of the demonstration would make it.
import assert from 'node:assert/strict'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/**
 * An identity number with its check digit, of somebody who was never anybody: a
 * man, unless a woman is asked for (the last digit but one says which). Left to the
 * clock, a committee had its woman in three runs of four.
 */
export function idNumber(n, woman = false) {
  const day = String(1 + (n % 28)).padStart(2, '0')
  const year = 1960 + (Math.floor(n / 28) % 40)
  const order = 2 * (Math.floor(n / 1120) % 500) + (woman ? 0 : 1)
  const start = `422801${year}03${day}` + String(order).padStart(3, '0')
  const sum = [...start].reduce((all, digit, at) => all + Number(digit) * weights[at], 0)
  return start + '10X98765432'[sum % 11]
}

const village = '330602005206'
let last = Date.now()

/** Calls the API as people of the demonstration. */
export function people(base) {
  const ask = async (method, path, token, body) => {
    const answer = await fetch(base + '/api/v1' + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: 'Bearer ' + token } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const data = answer.status === 204 ? null : await answer.json()
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${JSON.stringify(data)}`)
    return data
  }
  const tokens = (name) => ask('POST', '/auth/wechat', null, { code: `dev:${name}:${++last}` })
  const as = async (name) => {
    const { access_token: token, person } = await tokens(name)
    return { name, person, call: (method, path, body) => ask(method, path, token, body) }
  }

  /** Somebody new in the village, whose card an officer has seen. */
  async function verified(name, woman = false) {
    const one = await as('desk' + ++last)
    await one.call('PUT', '/me', { nickname: name, region_code: village })
    await one.call('POST', '/me/identity', { name, id_number: idNumber(last, woman) })
    const officer = await as('sunxieguan')
    const { items } = await officer.call('GET', '/identity-reviews?limit=100')
    const { version } = items.find((review) => review.person_id === one.person.id)
    await officer.call('POST', `/identity-reviews/${one.person.id}/approve`, { version })
    return one
  }
  /** A member of the Party who has said so. */
  async function comrade(name) {
    const one = await verified(name)
    const { items } = await one.call('GET', '/me/consents')
    for (const purpose of ['political_status', 'party_life']) {
      const { version } = items.find((consent) => consent.purpose === purpose)
      await one.call('PUT', '/me/consents/' + purpose, { version })
    }
    await one.call('PUT', '/me/profile', { political_status: '01' })
    return one
  }
  /** An organization that its founders have signed and the place has approved. */
  async function founded(founder, others, draft) {
    const { id } = await founder.call('POST', '/organizations', { region_code: village, ...draft })
    for (const one of others) {
      await founder.call('POST', `/organizations/${id}/founders`, { person_id: one.person.id })
      await one.call('POST', `/organizations/${id}/founders/sign`)
    }
    await founder.call('POST', `/organizations/${id}/submit`)
    await (await as('qianguan')).call('POST', `/organizations/${id}/approve`)
    return id
  }

  return {
    as,
    last: () => ++last,
    verified,
    comrade,
    founded,
    tokens,
    /** Somebody new in the village who waits for verification and wants to join. */
    async newcomer(name, body, answers) {
      const one = await as('desk' + ++last)
      await one.call('PUT', '/me', { nickname: name, region_code: village })
      const number = idNumber(last)
      await one.call('POST', '/me/identity', { name, id_number: number })
      if (body) {
        const message = '我在外山村住了三年，想加入，也想帮帮新来的老乡。'
        await one.call('POST', `/organizations/${body}/applications`, { message, answers })
      }
      return { ...one, number }
    },
    async dispute(statement, amount = 1350000) {
      const one = await as('desk' + ++last)
      await one.call('PUT', '/me', { nickname: '打工的小李', region_code: village })
      return one.call('POST', '/disputes', {
        statement,
        category: 'labour',
        amount_fen: amount,
        region_code: village,
        respondent: { kind: 'employer', name: '某某制衣厂' },
        contact: '13800000000',
      })
    },
    /** A draft whose voting may begin at once. */
    async poll(body, title) {
      const chen = await as('chenmi')
      const hour = 3600000
      return chen.call('POST', '/polls', {
        organization_id: body,
        title,
        question: '年夜饭放在哪里办？',
        options: ['文化礼堂', '村口广场'],
        mode: 'detached',
        purpose: 'consultation',
        opens_at: new Date(Date.now() - hour).toISOString(),
        closes_at: new Date(Date.now() + 48 * hour).toISOString(),
      })
    },
  }
}
