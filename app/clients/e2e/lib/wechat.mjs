// A stand-in for WeChat's sign-in, for a server under test that is not a demonstration: it takes dev:NAME:ANYTHING,
// each code once, and gives the openid that the seeded people of the demonstration have.
//
//     node app/clients/e2e/lib/wechat.mjs 18781
import crypto from 'node:crypto'
import http from 'node:http'

const digest = (...parts) => crypto.createHash('sha256').update(parts.join('|')).digest('base64url')
const used = new Set()

http
  .createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1')
    const appid = url.searchParams.get('appid') ?? ''
    const code = url.searchParams.get('js_code') ?? ''
    const name = code.split(':')[1]
    let answer = { errcode: 40029, errmsg: 'invalid code' }
    if (url.pathname === '/sns/jscode2session' && code.startsWith('dev:') && name && !used.has(code)) {
      used.add(code)
      const openid = 'o' + digest('openid', appid, name).slice(0, 27)
      answer = { openid, session_key: digest('session', code) }
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  .listen(Number(process.argv[2]), '127.0.0.1')
