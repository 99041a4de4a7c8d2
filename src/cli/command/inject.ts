import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { readJsonl } from '../../benchmark/read-jsonl.ts'
import { entryOf, injectors } from '../../catalog.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Injector } from '../../core/injection.ts'
import { prng } from '../../core/prng.ts'
import type { Means } from '../../core/roles.ts'
import type { Task } from '../../core/task.ts'
import type { CertifiedInjection } from '../../inject/certified.ts'
import { certified } from '../../inject/certified.ts'
import type { ExitCode } from '../exit-code.ts'
import { exitCodes } from '../exit-code.ts'
import { visualQuestion } from '../input/visual-question.ts'
import { modelOf } from '../open-engine.ts'
import type { RuntimeFlags } from '../open-runtime.ts'
import { limitsOf, openRuntime } from '../open-runtime.ts'
import { openVision } from '../open-vision.ts'
import { progressLine } from '../output/progress-line.ts'
import type { ModelFlags, VisionFlags } from '../vision-options.ts'

export interface InjectOptions extends RuntimeFlags, VisionFlags, ModelFlags {
  readonly method: string
  readonly out: string
  readonly each: number
  readonly seed: number
}

const rowShape = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string(),
  program: z.string(),
  /** Relative to the file. */
  images: z.array(z.string()).min(1),
})

/**
 * `faultline inject programs.jsonl --method mutation --out pairs.jsonl`: faulty versions of right programs, each certified by
 * another answer on the program's own images. Exit code 1 where there are none.
 */
export async function inject(path: string, options: InjectOptions, signal: AbortSignal): Promise<ExitCode> {
  const injector = await entryOf(injectors, 'method', options.method).load()
  const model = await modelOf(options)
  const vision = await openVision(options, options.seed, model)
  const runtime = await openRuntime(options)
  const progress = progressLine(process.stderr)
  const pairs: string[] = []
  let programs = 0
  try {
    for await (const row of readJsonl(path, rowShape)) {
      const task = taskOf(row, path)
      const tools = await vision.tools(task, signal)
      const means: Means = {
        signal,
        random: prng(String(options.seed), 'inject', row.id),
        ask: (request) => (model === undefined ? Promise.reject(noModel(injector)) : model.generate(request, signal)),
        execute: (program, request) =>
          runtime.execute(program, { limits: limitsOf(options), ...(tools && { tools }), ...request }, signal),
      }
      const found = await first(certified(task, row.program, { injector, means }), options.each)
      pairs.push(...found.map((one) => JSON.stringify(pairOf(row, task, one))))
      progress.update({ done: ++programs, unit: 'programs' })
    }
  } finally {
    progress.end()
    await runtime.close()
    await vision.backend.close()
  }
  await save(options.out, pairs)
  process.stderr.write(`faultline: ${pairs.length} faulty programs of ${programs} right ones in ${options.out}\n`)
  return pairs.length > 0 ? exitCodes.ok : exitCodes.failed
}

type Row = z.infer<typeof rowShape>

function taskOf({ id, question, program, images }: Row, path: string): Task {
  const found = images.map((image) => resolve(dirname(path), image))
  const visual = visualQuestion({ question, images: found, source: program })
  const prompt = `# ${visual.query}\n${visual.header}\n`
  return { id, prompt, language: 'python', module: 'program', entry: 'execute_command', checks: [], visual }
}

const pairOf = ({ id, question, images }: Row, { visual }: Task, one: CertifiedInjection) => ({
  id,
  question,
  query: visual?.query ?? question,
  images,
  method: one.method,
  note: one.note,
  original: one.original,
  faulty: one.source,
  masked: one.masked,
  span: one.span,
  rightAnswer: one.rightAnswer,
  answer: one.answer,
})

const noModel = ({ name }: Injector): EngineError =>
  new EngineError('usage', `the method ${name} asks a model: add --model, of a server that gives token probabilities`)

async function first<T>(all: AsyncIterable<T>, count: number): Promise<T[]> {
  const found: T[] = []
  if (count > 0)
    for await (const one of all) {
      found.push(one)
      if (found.length >= count) break
    }
  return found
}

async function save(path: string, lines: readonly string[]): Promise<void> {
  try {
    await writeFile(path, lines.map((line) => `${line}\n`).join(''))
  } catch (error) {
    throw new EngineError('usage', `cannot write ${path}: ${(error as Error).message}`, { cause: error })
  }
}
