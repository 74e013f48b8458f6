import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const sdk = fileURLToPath(new URL('../sdk/src', import.meta.url))

// A part's file is called after it, without what the compiler adds; a leading _ would leave it out of what Go embeds.
const plain = (name: string) => name.replace(/^[^a-zA-Z]+|\..*$/g, '') || 'part'

// The compiler calls every component the same; by its own name it is the same one in the next build.
const called = {
  name: 'components-by-name',
  transform(code: string, id: string) {
    const name = /\/(\w+)\.vue$/.exec(id)?.[1]
    return name && { code: code.replace(/\b_sfc_main\b/g, name + 'View'), map: null }
  },
}

// Names without a hash: the built files are committed, and two branches that changed one screen then meet in one file.
export default defineConfig({
  base: '/desk/',
  plugins: [vue(), called],
  define: { __VUE_OPTIONS_API__: false },
  resolve: { alias: { sdk } },
  build: {
    target: 'es2020',
    // The page's policy allows no inline script, which the polyfill would be.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: ({ name }) => `assets/${plain(name)}.js`,
        // A tab that stays open over an update fetches new files beside old ones: by its whole name an export is the
        // right one or missing, never another.
        minifyInternalExports: false,
        // What nearly every screen stands on comes in one file: ten small ones cost ten answers of a slow network.
        manualChunks: (id) => (/node_modules|\/(sdk\/src|desk\/src\/(shared|components))\//.test(id) ? 'base' : undefined),
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
  server: {
    proxy: {
      '/api': process.env.API ?? 'http://127.0.0.1:8080',
      '/demo': process.env.API ?? 'http://127.0.0.1:8080',
    },
  },
})
