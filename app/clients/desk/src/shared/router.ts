import { reactive } from 'vue'

/** Where one is: #/cases/018b…?org=… – the screen, what is open in it, and what else it wants to know. */
export interface Route {
  screen: string
  id: string
  query: Record<string, string>
}

function read(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  const [screen = '', id = ''] = path.split('/').map(decodeURIComponent)
  return { screen: screen || 'home', id, query: Object.fromEntries(new URLSearchParams(query)) }
}

export const route: Route = reactive(read())

addEventListener('hashchange', () => Object.assign(route, read()))

export function href(screen: string, id = '', query: Record<string, string> = {}): string {
  const words = new URLSearchParams(query).toString()
  return '#/' + screen + (id ? '/' + encodeURIComponent(id) : '') + (words ? '?' + words : '')
}

export function go(screen: string, id = '', query: Record<string, string> = {}) {
  location.hash = href(screen, id, query)
}

/** Opens without a step to go back to: what the screen chose by itself. */
export const settle = (screen: string, id = '', query: Record<string, string> = {}) =>
  settleTo(href(screen, id, query))

/** The same for an address that stands in a link. */
export function settleTo(hash: string) {
  history.replaceState(null, '', hash)
  Object.assign(route, read())
}
