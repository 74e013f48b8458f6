import { createSSRApp } from 'vue'
import App from './App.vue'
// #ifdef H5
import { easeAccess, fetchPages } from './shared/h5'
easeAccess(document.body)
// Each page is a file of its own. They are fetched once the first one stands, so that a network that dies later
// leaves no page without its screen.
fetchPages(import.meta.glob('./pages/*/[a-z]*.vue'))
// #endif

export function createApp() {
  return { app: createSSRApp(App) }
}
