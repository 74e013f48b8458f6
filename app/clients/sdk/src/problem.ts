import type { Problem } from './operation'

/** A refusal, or status 0 when the network gave no answer. The message is fit to be shown to people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problem?: Problem,
  ) {
    super(message)
  }

  /** The words for one field of the body, if it was refused. */
  field(name: string): string | undefined {
    return this.problem?.errors?.find((e) => e.field === '/' + name || e.field === name)?.message
  }

  /** What people read to the help desk: the first characters of the request's id. */
  get number(): string {
    return this.problem?.request_id?.slice(0, 8) ?? ''
  }
}

export const noNetwork = () => new ApiError(0, 'network', '网络不好，请稍后再试')

export const refusal = (status: number, data: unknown) => {
  const problem = typeof data === 'object' && data !== null ? (data as Problem) : undefined
  return new ApiError(status, problem?.code ?? 'http.' + status, problem?.detail ?? '出了点问题，请稍后再试', problem)
}
