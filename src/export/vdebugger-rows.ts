import type { Json } from '../core/json.ts'
import { changedSpan } from '../syntax/changed-span.ts'
import { lineTable } from '../syntax/line-table.ts'
import { publishedResult, renderPublished } from '../trace/published.ts'
import { promptBody } from '../trace/vdebugger-prompt.ts'
import type { AttemptRun, TaskRun } from '../record/run.ts'
import type { ExportSource, RowForm } from './exporter.ts'

/** The end of a text for Llama's tokenizer. */
const EOS = '</s>'

/** A program that was run and graded. `right`: a right program for the same question, where the run knows one. */
export interface GradedProgram {
  readonly task: TaskRun
  readonly attempt: AttemptRun
  readonly verdict: 'pass' | 'fail'
  readonly right?: string
  /** The program with the place at fault replaced by `<MASKED>`, where that is known. */
  readonly masked?: string
}

/** The programs of a run whose answers were graded: the first of each task, and the one that was submitted. */
export const gradedPrograms = ({ run }: ExportSource): readonly GradedProgram[] =>
  run.tasks.flatMap((task): GradedProgram[] => {
    const [first] = task.attempts
    const submitted = task.attempts.find(({ id }) => id === task.submitted?.attemptId)
    const { grade } = task
    if (task.visual === undefined || grade === undefined || grade.verdict === 'undecided') return []
    const last = submitted && { task, attempt: submitted, verdict: grade.verdict }
    const before = grade.before ?? (submitted?.id === first?.id ? grade.verdict : undefined)
    if (first === undefined || before === undefined) return last === undefined ? [] : [last]
    const right = grade.reference?.source ?? (last?.verdict === 'pass' ? last.attempt.program.source : undefined)
    const masked = grade.reference?.masked ?? (right && maskedFrom(first.program.source, right))
    const start: GradedProgram = {
      task,
      attempt: first,
      verdict: before,
      ...(before === 'fail' && right !== undefined && { right, ...(masked !== undefined && { masked }) }),
    }
    return last === undefined || last.attempt.id === first.id ? [start] : [start, last]
  })

/** The wrong program with what it does not share with the right one masked. */
const maskedFrom = (wrong: string, right: string): string | undefined => {
  const span = changedSpan(wrong, right)
  if (span === undefined) return undefined
  const lines = lineTable(wrong)
  return `${wrong.slice(0, lines.offsetAt(span.from))}<MASKED>${wrong.slice(lines.offsetAt(span.to))}`
}

/** The published prompt of a program; `undefined` where its trace was not kept. It is cut when it is trained on, not here. */
export const promptOf = async (
  { task, attempt }: GradedProgram,
  source: ExportSource,
  code: string,
): Promise<string | undefined> => {
  const execution = attempt.executions.at(-1)
  const kept = attempt.traces?.['entry']
  if (execution === undefined || task.visual === undefined) return undefined
  if (kept === undefined && execution.outcome.kind !== 'rejected') return undefined
  const watched = kept === undefined ? execution : { ...execution, trace: await source.trace(kept) }
  return promptBody({
    query: task.visual.query,
    code,
    result: publishedResult(watched),
    trace: renderPublished(watched, attempt.program.source),
  })
}

/** One row: prompt, instruction and completion apart, or for TRL the last two as one, since the published loss includes the instruction. */
export const rowOf = (
  form: RowForm,
  { prompt, inst, completion }: { readonly prompt: string; readonly inst: string; readonly completion: string },
): Readonly<Record<string, Json>> =>
  form === 'published' ? { prompt, inst, completion, eos: EOS } : { prompt, completion: inst + completion }
