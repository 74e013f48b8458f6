import { defineConfig, type Plugin } from 'vite'
import uniPlugin from '@dcloudio/vite-plugin-uni'
import { lean } from './lean'
import { twoParts } from './parts'

// The package is CommonJS: what the import gives depends on who loads this file.
const uni = (uniPlugin as unknown as { default?: typeof uniPlugin }).default ?? uniPlugin

const ours: Plugin = {
  name: 'stable-names-no-foreign-host',
  enforce: 'post',
  // Names without a hash: two branches that both changed a page conflict in one file instead of leaving two behind.
  outputOptions: (o) =>
    process.env.UNI_PLATFORM === 'h5'
      ? {
          ...o,
          entryFileNames: 'assets/[name].js',
          chunkFileNames: 'assets/[name].js',
          manualChunks: twoParts,
          assetFileNames: 'assets/[name][extname]',
        }
      : o,
  // In WeChat the framework has three seconds after the start a picture loaded from its maker's host.
  transform: (code, id) => (/uni\.mp\.esm\.js/.test(id) ? code.replace(/^\s*preloadAsset\(\);$/m, '') : undefined),
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset') {
        // What is left are addresses of help pages in texts for developers; nobody asks them.
        file.code = file.code.replace(/https:\/\/[\w.]*(dcloud\.net\.cn|vuejs\.org)[^"'`\s]*/g, '')
        continue
      }
      // The framework's browser runtime asks its maker's host for a shadow picture under the title bar.
      if (file.fileName.endsWith('.css')) {
        file.source = String(file.source).replace(/url\(["']?https?:[^)]*\)/g, 'none')
        // Its own style sheet it names with a hash, whatever was said above.
        file.fileName = file.fileName.replace(/uni\.\w+\.css$/, 'uni.css')
      }
      if (file.fileName.endsWith('.html')) file.source = String(file.source).replace(/uni\.\w+\.css/g, 'uni.css')
    }
  },
}

// In a browser the framework hands what stands in a page's address to the page, and so to the frame around it: without
// this, a link could put words of a stranger where the program says what went wrong. Parts of a page have no address.
const addressIsNoProp: Plugin = {
  name: 'address-is-no-prop',
  enforce: 'pre',
  transform: (code, id) =>
    process.env.UNI_PLATFORM === 'h5' && /\/src\/pages\/[^?]*\.vue$/.test(id) && !code.includes('defineOptions(')
      ? code.replace('<script setup lang="ts">', (tag) => tag + '\ndefineOptions({ inheritAttrs: false })')
      : undefined,
}

export default defineConfig({
  plugins: [addressIsNoProp, uni(), ours, lean],
  base: '/m/',
  build: {
    // What the entry needs lies in the entry; what would fetch the rest ahead is an inline script, which the page's
    // policy forbids.
    modulePreload: false,
    assetsInlineLimit: 0,
    target: 'es2018',
    terserOptions: { ecma: 2018, compress: { passes: 3 }, format: { comments: false } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/demo': 'http://127.0.0.1:8080' } },
})
