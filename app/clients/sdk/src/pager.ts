interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** The pages of a list, one at a time, for onReachBottom and onPullDownRefresh. */
export class Pager<T> {
  items: T[] = []
  done = false
  private cursor: string | undefined
  private busy: Promise<void> | null = null

  constructor(private load: (cursor: string | undefined) => Promise<Page<T>>) {}

  /** Reads on. Who asks again meanwhile waits for the same page. */
  next(): Promise<void> {
    return (this.busy ??= this.read().finally(() => {
      this.busy = null
    }))
  }

  /** Begins anew; what stood there stays until the first page has come. */
  restart(): Promise<void> {
    this.busy = null
    this.cursor = undefined
    this.done = false
    return (this.busy = this.read(true).finally(() => {
      this.busy = null
    }))
  }

  private async read(anew = false): Promise<void> {
    if (this.done) return
    const page = await this.load(this.cursor)
    this.items = anew ? page.items : this.items.concat(page.items)
    this.cursor = page.next_cursor ?? undefined
    this.done = !page.next_cursor
  }
}
