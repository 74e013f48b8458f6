// The little that differs between wx.request, uni.request and fetch.

export interface Sent {
  method: string
  url: string
  header: Record<string, string>
  body?: string
  /** Milliseconds. */
  timeout: number
}

export interface Received {
  status: number
  data: unknown
  /** Names in lower case. */
  header: Record<string, string>
}

/** A file on its way: a path in WeChat, a Blob in a browser. */
export interface Upload {
  url: string
  header: Record<string, string>
  file: string | Blob
  fields: Record<string, string>
  timeout: number
}

export interface Transport {
  /** Rejects only when no answer came; every HTTP status resolves. */
  send(request: Sent): Promise<Received>
  upload?(upload: Upload): Promise<Received>
  /** The data of a good answer is a Blob in a browser, the path of a temporary file in WeChat. */
  download?(request: Sent): Promise<Received>
}
