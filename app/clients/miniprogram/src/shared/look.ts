import { computed, ref } from 'vue'
import { shelf } from './store'

/** 适老化: the elder size has letters of at least 30 px and targets of 60 px. */
export const sizes = [
  { name: '标准', zoom: 1, target: 48 },
  { name: '大', zoom: 1.25, target: 52 },
  { name: '更大', zoom: 1.5, target: 56 },
  { name: '长辈', zoom: 30 / 17, target: 60 },
] as const
const slot = 'letters'

// The size that somebody has set in WeChat holds until another is chosen here. 16 px is WeChat's standard.
function fromWeChat(): number {
  let px = 16
  // #ifdef MP-WEIXIN
  px = Number((uni.getAppBaseInfo() as { fontSizeSetting?: number }).fontSizeSetting) || 16
  // #endif
  if (px >= 25) return 3
  if (px >= 22) return 2
  return px >= 18.5 ? 1 : 0
}

const stored = shelf.get(slot)
/** The place in sizes. */
export const letters = ref(typeof stored === 'number' && sizes[stored] ? stored : fromWeChat())

export function setLetters(size: number) {
  letters.value = sizes[size] ? size : 0
  shelf.set(slot, letters.value)
}

/** Goes on the outermost view of each page. */
export const pageStyle = computed(() => {
  const { zoom, target } = sizes[letters.value] ?? sizes[0]
  return { '--z': String(zoom), '--t': target + 'px' }
})
