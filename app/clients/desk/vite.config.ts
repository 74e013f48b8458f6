import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const sdk = fileURLToPath(new URL('../sdk/src', import.meta.url))

// Names without a hash: the built files are committed, and two branches that changed one screen then meet in one file.
export default defineConfig({
  base: '/desk/',
  plugins: [vue()],
  resolve: { alias: { sdk } },
  build: {
    target: 'es2020',
    // The page's policy allows no inline script, which the polyfill would be.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
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
