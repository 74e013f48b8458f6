import { createApp } from 'vue'
import App from './App.vue'
import './style/base.css'
import './style/parts.css'
import './style/forms.css'
import './style/pages.css'
import './style/print.css'

createApp(App).mount('#app')
