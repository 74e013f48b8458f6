// What the framework puts into each build though these clients never use it, taken out again: the package for WeChat
// may weigh 300 KB, the pages for browsers 120 KB on the wire (docs/clients.md), and more than half of both is the
// framework's. Whatever is looked for here and not found stops the build: then the framework has changed.
import fs from 'node:fs'
import { posix } from 'node:path'
import type { Plugin, Rollup } from 'vite'

const weapp = process.env.UNI_PLATFORM === 'mp-weixin'

// The framework's own switches.
const unused = {
  __UNI_FEATURE_I18N_EN__: false,
  __UNI_FEATURE_I18N_ES__: false,
  __UNI_FEATURE_I18N_FR__: false,
  __UNI_FEATURE_I18N_ZH_HANT__: false,
  __UNI_FEATURE_WXS__: false,
  __UNI_FEATURE_LONGPRESS__: false,
  // Components written with options; all of ours are <script setup>. In browsers the framework's own way into a page's
  // onLoad and onShow goes through them.
  __VUE_OPTIONS_API__: !weapp,
}

// Who somebody is in its maker's cloud, read out of a token that nobody has.
const cloud: [RegExp, string] = [/let realAtob;[^]*?\nfunction uniIdMixin\([^]*?\n\}\n/g, 'function uniIdMixin() {}\n']

/** Parts of the browsers' runtime that no page of ours asks for, but that its start holds on to. */
const without: [RegExp, string][] = [
  cloud,
  // Its advertising, with the addresses that it would ask.
  [/const _AdConfig = class[^]*?let AdReport = _AdReport;/g, 'const AdConfig = {}, AdReport = {};'],
  // What it tells about the browser when a window changes its size.
  [/(function onResize\(\) \{\n)  const \{ windowWidth[^]*?\n\}\n/g, '$1}\n'],
  // Scripts in a page's own view language.
  [/(function wrapperH5WxsEvent\([^]*?\{\n)[^]*?\n\}\n/g, '$1}\n'],
  // Animations told by a component's property.
  [/if \(!props2 \|\| !props2\.animation\) \{/g, 'if (false) {'],
]

/** Modules of the framework that are read differently, by the end of their path. */
const modules: Record<string, (code: string) => string> = {
  // uni.request and its like hand over to wx.request; what lies between adapts the programs of WeChat's competitors.
  // The rest of the framework asks it for two more things at the start, which have nothing to do here.
  '/uni-mp-weixin/dist/uni.api.esm.js': () =>
    'const native = wx\n' +
    'native.invokeCreateVueAppHook = () => {}\n' +
    'native.$onErrorHandlers = []\n' +
    'export default native\n' +
    'export { native as wx }\n',
  // The event by which a component finds the one that it lives in; all templates bind it.
  '/uni-mp-weixin/dist/uni.mp.esm.js': (code) =>
    replaced(replaced(code, /__l: handleLink/g, 'l: handleLink', 1), /triggerEvent\('__l'/g, "triggerEvent('l'", 1),
  // A page's list of the components that live in it hangs on the same switch as the options do.
  '/uni-mp-vue/dist/vue.runtime.esm.js': (code) =>
    replaced(
      replaced(code, ...cloud, 1),
      /if \(__VUE_OPTIONS_API__\) \{(?=\n(?:.*\n){1,2}.*\$children)/g,
      'if (true) {',
      3,
    ),
  '/uni-h5/dist/uni-h5.es.js': (code) =>
    without.reduce((rest, [find, instead]) => replaced(rest, find, instead, 1), code),
}

function replaced(code: string, find: RegExp, instead: string, times: number): string {
  const found = code.match(find)?.length ?? 0
  if (found !== times) throw new Error(`the framework has changed: ${find} stands there ${found} times`)
  return code.replace(find, instead)
}

/** What the compiler made of a page or a component, made shorter. */
const shorter = (code: string) =>
  code
    // A list of the components that only the compiler reads.
    .replace(/^if \(!Math\) \{\n.*\n\}\n/m, '')
    // A name for tools of developers.
    .replace(/^ *__name: "[^"]*",\n/m, '')

type Files = Rollup.OutputBundle
type Page = { component?: boolean; usingComponents?: Record<string, string> }
const jsonOf = (files: Files) => Object.values(files).filter((f) => /\.json$/.test(f.fileName)) as Rollup.OutputAsset[]
const parsed = <T>(file: Rollup.OutputAsset) => JSON.parse(String(file.source)) as T

/**
 * Which slots somebody fills: for $slots alone, and none of ours asks for that. And a shorter name for the event by
 * which a component finds the one that it lives in (see modules).
 */
const withoutSlotNames = (wxml: string) =>
  wxml.replace(/ u-s="\{\{\['d'\]\}\}"/g, '').replace(/ bind:__l="__l"/g, ' bindl="l"')

/** 543a59eb-1 → 3-1: a file's number stands in each place where it uses a component. */
function shortenNumbers(files: Files) {
  const numbers = new Map<string, string>()
  const short = (text: string) =>
    text.replace(/\b[0-9a-f]{8}(?=-\d)/g, (long) => {
      if (!numbers.has(long)) numbers.set(long, numbers.size.toString(36))
      return numbers.get(long)!
    })
  for (const file of Object.values(files).sort((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
    // What was a module before is written for strictness in any case.
    if (file.type === 'chunk') file.code = short(file.code).replace(/^"use strict";\n?/, '')
    else if (/\.wxml$/.test(file.fileName)) file.source = short(withoutSlotNames(String(file.source)))
  }
}

/** A component used in so many places is named once for all pages. WeChat reads those at each page's start. */
const often = 6

/** Writes the descriptions of pages and components without spaces, and without what stands in the program's own. */
function describeOnce(files: Files) {
  const absolute = (file: string, path: string) => posix.join('/', posix.dirname(file), path)
  const pages = jsonOf(files).map((file) => ({ file, page: parsed<Page>(file) }))
  const uses = pages.flatMap(({ file, page }) =>
    Object.entries(page.usingComponents ?? {}).map(([name, path]) => ({ name, path: absolute(file.fileName, path) })),
  )
  const shared = Object.fromEntries(
    uses.filter((use) => uses.filter((u) => u.path === use.path).length >= often).map(({ name, path }) => [name, path]),
  )
  for (const { file, page } of pages) {
    for (const [name, path] of Object.entries(page.usingComponents ?? {})) {
      if (shared[name] === absolute(file.fileName, path)) delete page.usingComponents![name]
    }
    if (file.fileName === 'app.json') page.usingComponents = shared
    // A component that uses none need not say so; a page must, being made as a component.
    if (page.component && !Object.keys(page.usingComponents ?? {}).length) delete page.usingComponents
    file.source = JSON.stringify(page)
  }
}

export const lean: Plugin = {
  name: 'lean-builds',
  enforce: 'post',
  // Short names, too, for what one file of the package has of another.
  config: () => ({
    define: unused,
    build: weapp ? { rollupOptions: { output: { minifyInternalExports: true } } } : {},
  }),
  load(id) {
    const [, change] = Object.entries(modules).find(([end]) => id.endsWith(end)) ?? []
    return change?.(fs.readFileSync(id, 'utf8'))
  },
  transform(code, id) {
    if (weapp && /\/src\/.*\.vue/.test(id) && /\$slots|useSlots/.test(code)) this.error('here slots have no names')
  },
  renderChunk: (code) => (weapp ? shorter(code) : undefined),
  generateBundle: {
    order: 'post',
    handler(_, files) {
      if (!weapp) return
      shortenNumbers(files)
      describeOnce(files)
    },
  },
}
