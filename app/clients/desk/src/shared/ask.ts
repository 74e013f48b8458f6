import { reactive } from 'vue'

/** One question of a form. Every answer is a text; a box that is ticked says yes. */
export interface Field {
  name: string
  label: string
  kind?: 'text' | 'long' | 'number' | 'choice' | 'select' | 'time' | 'day' | 'tick' | 'file' | 'money' | 'tel' | 'place'
  hint?: string
  required?: boolean
  max?: number
  options?: { value: string; text: string; hint?: string }[]
  accept?: string
  /** When it is asked at all: what another answer leaves out is not there. */
  when?: (answers: Answers) => boolean
  /** Of a file: more than one may be chosen. */
  many?: boolean
}

export type Answers = Record<string, string>

/** The files that were chosen, by the question that asks for them. */
export type Files = Record<string, File[]>

/** A question that stands before an act: why, whom, or whether at all. */
export interface Question {
  title: string
  text?: string
  fields: Field[]
  start?: Answers
  /** What the button says: what will be done. */
  yes: string
  /** Does it. What it throws is shown, and the dialog stays open. */
  run(answers: Answers, files: Files): Promise<unknown>
}

export const asked = reactive<{ question: Question | null }>({ question: null })

export function ask(question: Question) {
  asked.question = question
}

/** Asks once more before something that cannot be taken back. */
export const confirm = (title: string, text: string, yes: string, run: () => Promise<unknown>) =>
  ask({ title, text, fields: [], yes, run })

/** Asks for the reason that somebody will read. */
export const askReason = (title: string, text: string, yes: string, run: (reason: string) => Promise<unknown>) =>
  ask({
    title,
    fields: [{ name: 'reason', label: '理由', hint: text, kind: 'long', required: true, max: 200 }],
    yes,
    run: (answers) => run(answers.reason ?? ''),
  })
