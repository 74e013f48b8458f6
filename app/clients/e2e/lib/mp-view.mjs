// The view of a page of the mini-program: the trees that the official compiler's code makes from the data, with the
// components put into them as WeChat does, so that a test finds, reads and presses what a person would see.

const clone = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
const bare = (tag) => String(tag ?? '').replace(/^wx-/, '')

/** Sets a path as setData takes it: a.b[0].c */
function put(into, where, value) {
  const keys = where.replace(/\[(\d+)\]/g, '.$1').split('.').filter(Boolean)
  const last = keys.pop()
  let at = into
  keys.forEach((key, i) => {
    if (at[key] === null || typeof at[key] !== 'object') at[key] = /^\d+$/.test(keys[i + 1] ?? last) ? [] : {}
    at = at[key]
  })
  at[last] = value
}

/** A page or a component that lives. */
class Unit {
  constructor(host, is, properties, owner, node) {
    Object.assign(this, { host, is, owner, node })
    this.definition = host.definition(is)
    this.uses = host.uses(is)
    this.data = clone(this.definition.data ?? {})
    /** The components in its tree, by their vue id. */
    this.children = new Map()
    const unit = this
    // What was set since the tree was last made. The framework marks what it hands to a component by a value that turns
    // between two; WeChat hands over each time, so that two turns in one go are no reason to hand over nothing.
    this.handed = new Set()
    this.inst = Object.assign(Object.create(null), this.definition.methods, {
      is,
      id: '',
      dataset: {},
      data: host.inside(this.data),
      properties: host.inside(properties),
      setData(changes, done) {
        const text = JSON.stringify(changes)
        host.largest = Math.max(host.largest, text.length)
        for (const [where, value] of Object.entries(JSON.parse(text))) {
          put(unit.data, where, value)
          put(unit.inst.data, where, host.inside(value))
          unit.handed.add(value)
        }
        host.touch()
        if (done) queueMicrotask(() => done.call(unit.inst))
      },
      triggerEvent: (name, detail) => unit.tell(name, detail),
      createSelectorQuery: () => ({}),
      selectComponent: () => null,
      selectAllComponents: () => [],
      groupSetData: (f) => f(),
      setUpdatePerformanceListener() {},
      hasBehavior: () => false,
      getPageId: () => is,
      getTabBar: () => null,
    })
  }

  /** Tells whoever put this component into its tree. */
  tell(name, detail) {
    const { attr } = this.node ?? {}
    const handler = attr?.['bind:' + name] ?? attr?.['bind' + name]
    if (handler) this.owner.inst[handler]?.call(this.owner.inst, { type: name, detail, target: {}, currentTarget: {} })
  }

  life(name) {
    ;(this.definition.lifetimes?.[name] ?? this.definition[name])?.call(this.inst)
  }

  hook(name, ...args) {
    return this.inst[name]?.call(this.inst, ...args)
  }

  start() {
    this.life('created')
    this.life('attached')
  }

  end() {
    for (const child of this.children.values()) child.end()
    this.children.clear()
    this.life('detached')
  }

  /** New values of what the owner gives. */
  receive(node, properties) {
    this.node = node
    const before = this.inst.properties.uP
    Object.assign(this.inst.properties, this.host.inside(properties))
    if (properties.uP === before && !this.owner.handed.has(properties.uP)) return
    this.definition.observers?.uP?.call(this.inst, properties.uP)
  }

  /** The tree of this unit with components filled in; slot gives what the owner has put inside. */
  compose(slot) {
    const seen = new Set()
    const walk = (node) => {
      if (typeof node !== 'object' || node === null) return [node]
      const tag = bare(node.tag)
      if (tag === 'slot') return slot ? slot() : []
      const inner = () => (node.children ?? []).flatMap(walk)
      // A virtual node is what block and wx:for leave behind.
      if (tag === 'virtual') return inner()
      const is = this.uses[tag]
      if (!is) return [{ tag, attr: node.attr ?? {}, children: inner(), unit: this }]
      const child = this.child(is, node, seen)
      return [{ tag, attr: node.attr ?? {}, children: child.compose(inner), unit: this }]
    }
    const tree = this.host.render(this.is, this.data)
    const composed = (tree.children ?? []).flatMap(walk)
    this.handed.clear()
    for (const [id, child] of this.children) {
      if (seen.has(id)) continue
      this.children.delete(id)
      child.end()
    }
    return composed
  }

  child(is, node, seen) {
    const properties = {}
    for (const [name, value] of Object.entries(node.attr ?? {})) {
      if (/^u-?[A-Za-z]$/.test(name)) properties[camel(name)] = value
    }
    const id = is + ' ' + properties.uI
    seen.add(id)
    const known = this.children.get(id)
    if (known) {
      known.receive(node, properties)
      return known
    }
    const child = new Unit(this.host, is, properties, this, node)
    this.children.set(id, child)
    child.start()
    child.life('ready')
    return child
  }
}

export class Page extends Unit {
  constructor(host, is, query) {
    super(host, is, {}, null, null)
    this.inst.route = this.inst.__route__ = is
    this.inst.options = host.inside(query)
    this.query = query
  }

  mount() {
    this.start()
    this.hook('onLoad', this.host.inside(this.query))
    this.hook('onShow')
    this.life('ready')
    this.hook('onReady')
  }

  tree() {
    return this.compose()
  }

  /** All that fits, the outermost first. */
  find(fits) {
    const found = []
    const walk = (node) => {
      if (typeof node !== 'object' || node === null) return
      if (fits(node)) found.push(node)
      node.children.forEach(walk)
    }
    this.tree().forEach(walk)
    return found
  }

  text() {
    return this.tree().map(words).join('|')
  }

  /** Presses what says this: the innermost thing with these words that can be pressed and is not switched off. */
  async press(said) {
    const fits = (node) => {
      const text = words(node).replace(/\|/g, '')
      const says = said instanceof RegExp ? said.test(text) : text.includes(said)
      return says && (node.attr.bindtap ?? node.attr.catchtap)
    }
    const node = this.find(fits).pop()
    if (!node) throw new Error(`nothing to press says ${said}; the page says ${this.text()}`)
    if (node.attr.disabled === true || node.attr.disabled === 'true') throw new Error(`${said} is switched off`)
    await this.send(node, 'tap', { x: 1, y: 1 })
  }

  /** Types into the field with this label. */
  async type(label, value) {
    const node = this.find((n) => n.attr['aria-label'] === label || n.attr.ariaLabel === label).pop()
    if (!node) throw new Error(`no field ${label}; the page says ${this.text()}`)
    await this.send(node, 'input', { value })
  }

  async send(node, type, detail) {
    const handler = node.attr['bind' + type] ?? node.attr['catch' + type]
    const target = { id: '', dataset: {}, offsetLeft: 0, offsetTop: 0 }
    const event = { type, timeStamp: Date.now(), target, currentTarget: target, mark: {}, detail, touches: [] }
    const inside = Object.assign(this.host.inside(event), { stopPropagation() {}, preventDefault() {} })
    node.unit.inst[handler].call(node.unit.inst, inside)
    await this.host.idle()
  }

  async pullDown() {
    this.hook('onPullDownRefresh')
    await this.host.idle()
  }

  async reachBottom() {
    this.hook('onReachBottom')
    await this.host.idle()
  }
}

/** What a node says, in order. */
export function words(node) {
  if (typeof node !== 'object' || node === null) return String(node ?? '').trim()
  return node.children.map(words).filter(Boolean).join('|')
}
