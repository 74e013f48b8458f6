// What the browser build of the framework leaves out for people who use a screen reader or a keyboard: buttons and
// rows can be reached and pressed, and a label given to an input reaches the input inside. Not in the mini-program,
// where WeChat does this.
const pressable = 'uni-button, [role=link], [role=button]'

function each(root: ParentNode, selector: string, fix: (e: HTMLElement) => void) {
  root.querySelectorAll<HTMLElement>(selector).forEach(fix)
}

function label(outer: HTMLElement, inner: string, name: string) {
  const text = outer.getAttribute('aria-label')
  if (text !== null) outer.querySelector(inner)?.setAttribute(name, text)
  outer.removeAttribute('aria-label')
}

export function easeAccess(root: HTMLElement) {
  const fix = () => {
    // Each only once: setting the same value again would call this again, for ever.
    each(root, '.uni-page-head-btn:not([role])', (e) => {
      e.setAttribute('role', 'button')
      e.setAttribute('aria-label', '返回')
    })
    each(root, pressable, (e) => {
      if (!e.hasAttribute('tabindex')) e.tabIndex = 0
      if (!e.hasAttribute('role')) e.setAttribute('role', 'button')
    })
    each(root, 'uni-button', (e) => e.setAttribute('aria-disabled', String(e.hasAttribute('disabled'))))
    each(root, 'uni-input[aria-label], uni-textarea[aria-label]', (e) => label(e, 'input, textarea', 'aria-label'))
    each(root, 'uni-image[aria-label]', (e) => label(e, 'img', 'alt'))
    each(root, 'uni-image img:not([alt])', (e) => e.setAttribute('alt', ''))
  }
  new MutationObserver(fix).observe(root, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'aria-label'],
  })
  root.addEventListener('keydown', (e) => {
    const target = e.target as HTMLElement
    if ((e.key === 'Enter' || e.key === ' ') && target.matches(pressable)) {
      e.preventDefault()
      target.click()
    }
  })
  fix()
}

/** Loads something when the first page has had its turn; without network again and again. */
export function fetchSoon(load: () => Promise<unknown>, wait = 2500) {
  setTimeout(() => void load().catch(() => fetchSoon(load, 30000)), wait)
}
