// Serves the built clients as the product's server does (same policy), for work on them without building the server:
//   API=http://127.0.0.1:8080 PORT=8081 node e2e/lib/serve.mjs
// /api/ and /demo/ are handed on to API.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const clients = new URL('../../', import.meta.url).pathname
const folders = { '/m/': 'miniprogram/dist/build/h5', '/desk/': 'desk/dist' }
const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

function handOn(api, request, response) {
  const to = new URL(request.url, api)
  const headers = { ...request.headers, host: to.host }
  const sent = http.request(to, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers)
    answer.pipe(response)
  })
  sent.on('error', () => response.writeHead(502).end())
  request.pipe(sent)
}

function give(root, rest, response) {
  const file = path.join(clients, root, rest || 'index.html')
  if (!file.startsWith(path.join(clients, root)) || !fs.existsSync(file)) return response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': kinds[path.extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  })
  fs.createReadStream(file).pipe(response)
}

/** Starts a server and gives its address. */
export const serve = (api, port = 0) =>
  new Promise((done) => {
    const server = http.createServer((request, response) => {
      const { pathname } = new URL(request.url, 'http://here')
      if (pathname.startsWith('/api/') || pathname.startsWith('/demo/')) return handOn(api, request, response)
      const at = Object.keys(folders).find((prefix) => pathname.startsWith(prefix))
      if (!at) return response.writeHead(404).end()
      return give(folders[at], pathname.slice(at.length), response)
    })
    server.listen(port, '127.0.0.1', () =>
      done({ address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }),
    )
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(process.env.API ?? 'http://127.0.0.1:8080', Number(process.env.PORT ?? 8081))
  console.log(address + '/m/')
}
