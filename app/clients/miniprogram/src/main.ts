import { createSSRApp } from 'vue'
import App from './App.vue'
// #ifdef H5
import { easeAccess } from './shared/h5'
easeAccess(document.body)
// #endif

export function createApp() {
  return { app: createSSRApp(App) }
}
