// 听一听: reads a text aloud. In WeChat that needs a plugin under the account that publishes the program, so there it
// is not offered.
import { ref } from 'vue'

/** The text that is being read now. */
export const speaking = ref('')
let can = false
// #ifdef H5
can = 'speechSynthesis' in window
// #endif
export const canSpeak = can

export function speak(text: string) {
  // #ifdef H5
  const again = speaking.value === text
  hush()
  if (again) return
  const said = Object.assign(new SpeechSynthesisUtterance(text), { lang: 'zh-CN', rate: 0.9 })
  said.onend = said.onerror = () => {
    if (speaking.value === text) speaking.value = ''
  }
  speaking.value = text
  speechSynthesis.speak(said)
  // #endif
}

export function hush() {
  // #ifdef H5
  if (can) speechSynthesis.cancel()
  // #endif
  speaking.value = ''
}
