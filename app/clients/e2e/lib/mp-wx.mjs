// The part of WeChat's wx that the mini-program uses, in Node. What is asked for and not here is noted in `unhandled`.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const clone = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** A phone that somebody holds upright, with letters of the size that is set in WeChat. */
const device = (letters) => ({
  SDKVersion: '3.10.0',
  platform: 'devtools',
  system: 'iOS 17.0',
  model: 'iPhone',
  brand: 'Apple',
  language: 'zh_CN',
  version: '8.0.50',
  pixelRatio: 2,
  windowWidth: 375,
  windowHeight: 667,
  screenWidth: 375,
  screenHeight: 667,
  statusBarHeight: 20,
  fontSizeSetting: letters,
  safeArea: { top: 20, bottom: 667, left: 0, right: 375, width: 375, height: 647 },
})

// A silent mp3: one frame's head and nothing in it, as far as the server looks.
const mp3 = () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(413)])

async function overNetwork(host, sent) {
  const send = () => fetch(sent.url, { method: sent.method, headers: sent.header, body: sent.body })
  const answer = await host.network(sent, send)
  return { statusCode: answer.status, header: Object.fromEntries(answer.headers), text: await answer.text() }
}

export function fakeWx(host, { login, letters = 16 }) {
  const tell = (o, outcome, result) => {
    o?.[outcome]?.(result)
    o?.complete?.(result)
  }
  const soon = (o, result) => queueMicrotask(() => tell(o, 'success', result))
  // Calls that take time keep the host from calling itself idle.
  const wait = (o, promise) => {
    host.pending++
    promise
      .then(
        (result) => tell(o, 'success', result),
        (fault) => tell(o, 'fail', { errMsg: String(fault?.message ?? fault) }),
      )
      .finally(() => setTimeout(() => host.pending--, 0))
  }
  const store = host.storage
  const recorder = {}
  const info = () => device(letters)

  const wx = {
    request(o) {
      const method = (o.method ?? 'GET').toUpperCase()
      host.calls.push(method + ' ' + new URL(o.url).pathname.replace('/api/v1', ''))
      const sent = { method, url: o.url, header: { ...o.header }, body: method === 'GET' ? undefined : o.data }
      wait(
        o,
        overNetwork(host, sent).then(({ statusCode, header, text }) => {
          let data = text
          try {
            data = JSON.parse(text)
          } catch {
            // Not JSON: WeChat hands the text over as it is.
          }
          return { statusCode, data: host.inside(data), header: host.inside(header), errMsg: 'request:ok' }
        }),
      )
      return { abort() {} }
    },
    uploadFile(o) {
      host.calls.push('UPLOAD ' + new URL(o.url).pathname.replace('/api/v1', ''))
      const form = new FormData()
      for (const [name, value] of Object.entries(o.formData ?? {})) form.append(name, String(value))
      form.append(o.name, new Blob([fs.readFileSync(o.filePath)]), path.basename(o.filePath))
      const sent = { method: 'POST', url: o.url, header: { ...o.header }, body: form }
      // The answer of an upload is text in WeChat, whatever its type.
      wait(
        o,
        overNetwork(host, sent).then(({ statusCode, text }) => ({ statusCode, data: text, errMsg: 'uploadFile:ok' })),
      )
      return { abort() {}, onProgressUpdate() {} }
    },
    downloadFile(o) {
      const sent = { method: 'GET', url: o.url, header: { ...o.header } }
      const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'file-')), 'file')
      const get = host.network(sent, () => fetch(sent.url, { headers: sent.header })).then(async (answer) => {
        fs.writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
        host.calls.push(`DOWNLOAD ${answer.status}`)
        return { statusCode: answer.status, tempFilePath: file, errMsg: 'downloadFile:ok' }
      })
      wait(o, get)
    },
    login: (o) => soon(o, { code: login(), errMsg: 'login:ok' }),

    getStorageSync: (key) => clone(store.get(key)) ?? '',
    setStorageSync: (key, value) => void store.set(key, clone(value)),
    removeStorageSync: (key) => void store.delete(key),
    getStorageInfoSync: () => host.inside({ keys: [...store.keys()], currentSize: 1, limitSize: 10240 }),

    navigateTo(o) {
      const full = host.stack.length >= 10
      if (full) return wait(o, Promise.reject(new Error('navigateTo:fail page limit')))
      host.show(o.url)
      soon(o, {})
    },
    redirectTo(o) {
      host.close()
      host.show(o.url)
      soon(o, {})
    },
    reLaunch(o) {
      while (host.stack.length) host.close()
      host.show(o.url)
      soon(o, {})
    },
    navigateBack(o) {
      host.close()
      host.top?.hook('onShow')
      soon(o, {})
    },

    getRecorderManager: () => ({
      onStart: (f) => (recorder.started = f),
      onStop: (f) => (recorder.stopped = f),
      onError() {},
      start: () => queueMicrotask(() => recorder.started?.()),
      stop() {
        const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'voice-')), 'voice.mp3')
        fs.writeFileSync(file, mp3())
        queueMicrotask(() => recorder.stopped?.(host.inside({ tempFilePath: file, duration: 1000 })))
      },
    }),
    createInnerAudioContext: () => ({ play() {}, stop() {}, destroy() {}, onEnded() {}, onError() {} }),
    pageScrollTo: (o) => soon(o, {}),
    makePhoneCall: (o) => soon(o, {}),
    chooseImage: (o) => queueMicrotask(() => tell(o, 'fail', { errMsg: 'chooseImage:fail cancel' })),

    getSystemInfoSync: () => host.inside(info()),
    getWindowInfo: () => host.inside(info()),
    getDeviceInfo: () => host.inside(info()),
    getAppBaseInfo: () => host.inside(info()),
    getSystemSetting: () => host.inside({}),
    getAccountInfoSync: () => host.inside({ miniProgram: { appId: 'wx0000', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => host.launch,
    getEnterOptionsSync: () => host.launch,
    canIUse: () => true,
    stopPullDownRefresh: (o) => soon(o, {}),
    nextTick: (f) => queueMicrotask(f),
    env: { USER_DATA_PATH: 'wxfile://usr' },
  }
  return new Proxy(wx, {
    get(target, name) {
      if (name in target) return target[name]
      if (typeof name !== 'string') return undefined
      if (/^(on|off)[A-Z]/.test(name)) return () => {}
      host.unhandled.add(name)
      return undefined
    },
    set(target, name, value) {
      target[name] = value
      return true
    },
  })
}
