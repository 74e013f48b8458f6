// Runs the BUILT mini-program (dist/build/mp-weixin) in Node against a live API. The logic runs in a sandbox that has
// what WeChat gives and nothing of a browser; the view is what WeChat's own compiler (wcc) makes of the templates.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'
import { Page } from './mp-view.mjs'
import { fakeWx } from './mp-wx.mjs'

const clone = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
const dist = new URL('../../miniprogram/dist/build/mp-weixin', import.meta.url).pathname

// Names that exist in Node's sandbox or in a browser, but not in WeChat: hidden from each module.
const hidden =
  'window,document,frames,self,location,navigator,localStorage,sessionStorage,history,screen,alert,confirm,prompt,' +
  'fetch,XMLHttpRequest,WebSocket,URL,URLSearchParams,Intl'

function compiler() {
  const at = createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')
  const wcc = path.join(path.dirname(at), 'bin/linux/wcc')
  // Install scripts are off, so nobody has made it executable.
  fs.chmodSync(wcc, 0o755)
  return wcc
}

/** All files of the package under a folder, as paths inside it. */
const filesUnder = (folder, at = '') =>
  fs.readdirSync(path.join(folder, at), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(at, entry.name)
    return entry.isDirectory() ? filesUnder(folder, file) : [file]
  })

/** All that would be sent to WeChat. */
export const packageFiles = () =>
  filesUnder(dist).map((name) => ({ name, content: fs.readFileSync(path.join(dist, name)) }))

export class MiniProgram {
  /**
   * login gives the code of wx.login. network stands between the program and the API: it may lose an answer, change a
   * header, or throw. storage survives a kill when it is handed to the next one.
   */
  constructor({ login, network = (_, send) => send(), storage = new Map(), letters } = {}) {
    Object.assign(this, { network, storage })
    this.config = JSON.parse(fs.readFileSync(path.join(dist, 'app.json'), 'utf8'))
    this.stack = []
    this.calls = []
    this.unhandled = new Set()
    this.pending = 0
    this.largest = 0
    this.definitions = {}
    this.modules = new Map()
    this.views = {}
    this.dirty = false

    const define = (o) => void (this.definitions[this.loading] = o)
    const sandbox = {
      wx: fakeWx(this, { login, letters }),
      console,
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      getApp: () => this.app,
      getCurrentPages: () => this.stack.map((page) => page.inst),
      __wxConfig: { envVersion: 'develop' },
      App: (o) => void (this.app = o),
      Page: define,
      Component: define,
      Behavior: (o) => o,
    }
    sandbox.global = sandbox
    this.context = vm.createContext(sandbox)
    this.parse = vm.runInContext('(text) => JSON.parse(text)', this.context)
    this.gwx = this.compile()
  }

  /** A copy made of the sandbox's own objects. */
  inside(value) {
    return typeof value === 'object' && value !== null ? this.parse(JSON.stringify(value)) : value
  }

  compile() {
    const templates = filesUnder(dist).filter((file) => /\.(wxml|wxs)$/.test(file))
    const code = execFileSync(compiler(), ['-d', ...templates], { cwd: dist, encoding: 'utf8', maxBuffer: 1 << 28 })
    const view = { console, setTimeout }
    view.window = view
    const context = vm.createContext(view)
    vm.runInContext(code, context)
    return vm.runInContext('$gwx', context)
  }

  render(is, data) {
    this.views[is] ??= this.gwx(is + '.wxml')
    return this.views[is](clone(data))
  }

  /** What a page or component is made of; its code runs when it is first used. */
  definition(is) {
    if (!this.definitions[is]) {
      const before = this.loading
      this.loading = is
      this.require(path.join(dist, 'app.js'), './' + is + '.js')
      this.loading = before
    }
    return this.definitions[is]
  }

  /** The components that a page or component uses, by tag: its own, and those that the program names for all. */
  uses(is) {
    const { usingComponents = {} } = JSON.parse(fs.readFileSync(path.join(dist, is + '.json'), 'utf8'))
    const places = Object.entries({ ...this.config.usingComponents, ...usingComponents }).map(([tag, to]) => {
      const at = to.startsWith('/') ? to.slice(1) : path.join(path.dirname(is), to)
      return [tag, at]
    })
    return Object.fromEntries(places)
  }

  require(from, wanted) {
    const file = path.resolve(path.dirname(from), wanted)
    const known = this.modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    this.modules.set(file, module)
    const code = `(function(require,module,exports,${hidden}){${fs.readFileSync(file, 'utf8')}\n})`
    vm.runInContext(code, this.context, { filename: file })((next) => this.require(file, next), module, module.exports)
    return module.exports
  }

  async start(url = this.config.pages[0]) {
    this.launch = this.inside({ path: url, query: {}, scene: 1001, referrerInfo: {} })
    this.loading = 'app'
    this.require(path.join(dist, 'app.js'), './app.js')
    this.app.onLaunch?.call(this.app, this.launch)
    this.app.onShow?.call(this.app, this.launch)
    return this.open('/' + url)
  }

  async open(url) {
    const page = this.show(url)
    await this.idle()
    return page
  }

  /** Puts a page in front. */
  show(url) {
    const [is, query = ''] = url.replace(/^\//, '').split('?')
    const pairs = query.split('&').filter(Boolean).map((pair) => pair.split('='))
    this.top?.hook('onHide')
    const page = new Page(this, is, Object.fromEntries(pairs))
    this.stack.push(page)
    page.mount()
    return page
  }

  close() {
    const page = this.stack.pop()
    page?.hook('onUnload')
    page?.end()
  }

  get top() {
    return this.stack.at(-1)
  }

  /** Something has set data: what is seen is made anew soon, so that components come and go. */
  touch() {
    if (this.dirty) return
    this.dirty = true
    setTimeout(() => {
      this.dirty = false
      this.top?.tree()
    }, 0)
  }

  /** Waits until nothing is under way any more. */
  async idle() {
    for (let quiet = 0, i = 0; quiet < 8 && i < 4000; i++) {
      await new Promise((done) => setTimeout(done, 4))
      quiet = this.pending || this.dirty ? 0 : quiet + 1
    }
  }

  /** Waits until the page in front says something; longer than for its repeats over a bad network. */
  async until(says, patience = 8000) {
    const end = Date.now() + patience
    for (; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) if (says.test(this.top.text())) return
    throw new Error(`never said ${says}, but ${this.top.text()}`)
  }
}
