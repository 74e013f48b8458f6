import type { Received, Transport } from './transport'

async function ask(url: string, init: RequestInit, timeout: number, bytes = false): Promise<Received> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeout)
  try {
    const answer = await fetch(url, { ...init, signal: stop.signal, credentials: 'omit' })
    const header: Record<string, string> = {}
    answer.headers.forEach((value, name) => {
      header[name] = value
    })
    if (bytes && answer.ok) return { status: answer.status, data: await answer.blob(), header }
    const text = await answer.text()
    const json = text !== '' && /json/.test(header['content-type'] ?? '')
    return { status: answer.status, data: json ? JSON.parse(text) : text, header }
  } finally {
    clearTimeout(timer)
  }
}

/** For browsers and Node. */
export const fetchTransport: Transport = {
  send: ({ method, url, header, body, timeout }) => ask(url, { method, headers: header, body }, timeout),
  upload({ url, header, file, fields, timeout }) {
    const form = new FormData()
    for (const name of Object.keys(fields)) form.append(name, fields[name]!)
    form.append('file', file as Blob)
    return ask(url, { method: 'POST', headers: header, body: form }, timeout)
  },
  download: ({ url, header, timeout }) => ask(url, { headers: header }, timeout, true),
}
