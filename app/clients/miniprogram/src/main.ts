import { createSSRApp } from 'vue'
import App from './App.vue'
// #ifdef H5
import { easeAccess, fetchSoon } from './shared/h5'
easeAccess(document.body)
// Most pages lie in a file of their own (parts.ts), which comes with any of them. It is fetched once the first page
// stands, so that a network that dies later leaves no page without its screen.
fetchSoon(() => import('./pages/me/me.vue'))
// #endif

export function createApp() {
  return { app: createSSRApp(App) }
}
