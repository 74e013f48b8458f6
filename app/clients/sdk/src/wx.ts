import type { Received, Transport } from './transport'

interface Answered {
  statusCode: number
  data: unknown
  header?: unknown
}
interface Common {
  url: string
  header: Record<string, string>
  timeout: number
  success(answer: Answered): void
  fail(fault: { errMsg?: string }): void
}
type Request = (o: Common & { method: never; data?: string; dataType: 'json' }) => unknown
type DownloadFile = (
  o: Omit<Common, 'success'> & { success(answer: { statusCode: number; tempFilePath: string }): void },
) => unknown
type UploadFile = (o: Common & { filePath: string; name: string; formData: Record<string, string> }) => unknown

const received = ({ statusCode, data, header }: Answered): Received => {
  const raw = (header ?? {}) as Record<string, unknown>
  const lower: Record<string, string> = {}
  for (const name of Object.keys(raw)) lower[name.toLowerCase()] = String(raw[name])
  return { status: statusCode, data, header: lower }
}

/**
 * wx.request or uni.request. Name the function where it is given (o => uni.request(o)): frameworks find by name which
 * parts of theirs are used. An upload's answer arrives as text in WeChat, whatever its type.
 */
export const wxTransport = (
  request: Request,
  uploadFile?: UploadFile,
  downloadFile?: DownloadFile,
): Transport => ({
  send: ({ method, url, header, body, timeout }) =>
    new Promise((done, failed) => {
      request({
        url,
        method: method as never,
        data: body,
        header,
        timeout,
        dataType: 'json',
        success: (answer) => done(received(answer)),
        fail: (fault) => failed(new Error(fault.errMsg ?? 'no answer')),
      })
    }),
  upload: uploadFile && (({ url, header, file, fields, timeout }) =>
    new Promise((done, failed) => {
      uploadFile({
        url,
        header,
        filePath: file as string,
        name: 'file',
        formData: fields,
        timeout,
        success: (answer) => {
          const text = typeof answer.data === 'string' ? answer.data : ''
          done(received({ ...answer, data: text.startsWith('{') ? JSON.parse(text) : answer.data }))
        },
        fail: (fault) => failed(new Error(fault.errMsg ?? 'no answer')),
      })
    })),
  download: downloadFile && (({ url, header, timeout }) =>
    new Promise((done, failed) => {
      downloadFile({
        url,
        header,
        timeout,
        // What a refusal says lies in a file as well; its status is enough.
        success: ({ statusCode, tempFilePath }) => done({ status: statusCode, data: tempFilePath, header: {} }),
        fail: (fault) => failed(new Error(fault.errMsg ?? 'no answer')),
      })
    })),
})
