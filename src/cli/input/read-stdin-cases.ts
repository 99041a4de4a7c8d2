import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '../../core/engine-error.ts'
import type { StdioCheck } from '../../core/task.ts'
import { readSource } from './read-source.ts'

const reasons: Readonly<Record<string, string>> = { ENOENT: 'it does not exist', ENOTDIR: 'it is not a folder' }
const answerEndings = ['.out', '.ans', '.expected']

/** Stdio checks from a folder of pairs: `1.in` with `1.out` (or `.ans`, `.expected`). */
export async function readStdinCases(folder: string): Promise<StdioCheck[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new EngineError(
      'usage',
      `cannot read the folder of cases ${folder}: ${reasons[error.code ?? ''] ?? error.message}`,
    )
  })
  const inputs = names.filter((name) => name.endsWith('.in')).sort(byNumber)
  if (inputs.length === 0)
    throw new EngineError('usage', `${folder} has no cases: a case is a pair of files such as 1.in and 1.out`)
  return Promise.all(inputs.map((name) => caseOf(folder, name.slice(0, -'.in'.length), names)))
}

async function caseOf(folder: string, stem: string, names: readonly string[]): Promise<StdioCheck> {
  const ending = answerEndings.find((one) => names.includes(stem + one))
  if (ending === undefined)
    throw new EngineError('usage', `${join(folder, stem)}.in has no expected output beside it: write ${stem}.out`)
  const [stdin, stdout] = await Promise.all([
    readSource(join(folder, `${stem}.in`)),
    readSource(join(folder, stem + ending)),
  ])
  return { kind: 'stdio', id: stem, stdin, stdout }
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })
