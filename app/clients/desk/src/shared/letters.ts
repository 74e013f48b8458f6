import { ref, watch } from 'vue'

/** The sizes of letters in percent; everything else grows with them. */
export const sizes = [100, 125, 150]

const place = 'xinjumin.letters'
const kept = Number(localStorage.getItem(place))

export const letters = ref(sizes.includes(kept) ? kept : 100)

watch(
  letters,
  (size) => {
    document.documentElement.dataset.letters = String(size)
    if (size === 100) localStorage.removeItem(place)
    else localStorage.setItem(place, String(size))
  },
  { immediate: true },
)
