import { z } from 'zod'
import { EngineError } from '../../core/engine-error.ts'
import { readJsonl } from '../read-jsonl.ts'

/** A program for a row, or for a group of rows, as a file holds it. */
export interface ProgramRow {
  readonly key: string
  readonly text: string
  /** Lines of `text`, where the file says where its fault is. */
  readonly faultLines?: readonly number[]
}

const idKeys = ['identifier', 'id', 'task_id', 'question_id'] as const
const programKeys = ['program', 'code', 'source', 'completion'] as const

const name = z.union([z.string(), z.number()]).nullish()
const lineOf = z.union([z.number(), z.object({ line: z.number() }).transform(({ line }) => line)])
const spanShape = z.union([
  z.object({ from: lineOf, to: lineOf }),
  z.object({ start: lineOf, end: lineOf }).transform(({ start, end }) => ({ from: start, to: end })),
])
const rowShape = z.looseObject({
  identifier: name,
  id: name,
  task_id: name,
  question_id: name,
  program: z.string().nullish(),
  code: z.string().nullish(),
  source: z.string().nullish(),
  completion: z.string().nullish(),
  faultLines: z.array(z.number()).nullish(),
  line: z.number().nullish(),
  span: spanShape.nullish(),
})
type Row = z.infer<typeof rowShape>

/**
 * The programs of a JSONL file: each row has an identifier (`identifier`, `id`, `task_id` or `question_id`) and a
 * program (`program`, `code`, `source` or `completion`); `faultLines`, `line` or `span` (`from` and `to`, lines from 1) say
 * where its fault is. `EngineError` (usage) names the row that is not so.
 */
export async function readPrograms(path: string): Promise<readonly ProgramRow[]> {
  const rows: ProgramRow[] = []
  for await (const row of readJsonl(path, rowShape)) rows.push(programRow(row, `${path}: program ${rows.length + 1}`))
  return rows
}

function programRow(row: Row, where: string): ProgramRow {
  const key = idKeys.map((one) => row[one]).find((value) => value !== undefined && value !== null)
  const text = programKeys.map((one) => row[one]).find((value) => typeof value === 'string')
  if (key === undefined) throw new EngineError('usage', `${where} has no identifier: give one of ${idKeys.join(', ')}`)
  if (typeof text !== 'string')
    throw new EngineError('usage', `${where} (${key}) has no program: give one of ${programKeys.join(', ')}`)
  const faultLines = faultLinesOf(row)
  return { key: String(key), text, ...(faultLines.length > 0 && { faultLines }) }
}

function faultLinesOf({ faultLines, line, span }: Row): readonly number[] {
  if (faultLines) return faultLines
  if (span)
    return Array.from({ length: Math.min(1000, Math.max(1, span.to - span.from + 1)) }, (_, index) => span.from + index)
  return line ? [line] : []
}
