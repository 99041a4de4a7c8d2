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
import type { InjectRow } from '../input/inject-rows.ts'
import { injectTask, readInjectRows } from '../input/inject-rows.ts'
import { modelOf } from '../open-engine.ts'
import type { RuntimeFlags } from '../open-runtime.ts'
import { limitsOf, openRuntime } from '../open-runtime.ts'
import { ofEachTask, openVision } from '../open-vision.ts'
import { counted } from '../output/counted.ts'
import { lineSink } from '../output/line-sink.ts'
import { progressLine } from '../output/progress-line.ts'
import type { ModelFlags, VisionFlags } from '../vision-options.ts'

export interface InjectOptions extends RuntimeFlags, VisionFlags, ModelFlags {
  readonly method: string
  readonly out: string
  readonly each: number
  readonly seed: number
}

/**
 * `faultline inject programs.jsonl --method mutation --out pairs.jsonl`: faulty versions of right programs, each certified by
 * another answer on the program's own images, written as they come. A program that cannot be run is told and left out. Exit
 * code 1 where there are no pairs, 3 where a program was left out.
 */
export async function inject(path: string, options: InjectOptions, signal: AbortSignal): Promise<ExitCode> {
  const injector = await entryOf(injectors, 'method', options.method).load()
  const rows = await readInjectRows(path)
  const sink = await lineSink(options.out)
  const engine = await openInjecting(injector, options, signal)
  const progress = progressLine(process.stderr)
  const count = { pairs: 0, left: 0 }
  try {
    for (const [index, row] of rows.entries()) {
      try {
        for (const pair of await engine.pairs(row, path)) {
          await sink.write(JSON.stringify(pair))
          count.pairs++
        }
      } catch (error) {
        if (!(error instanceof EngineError) || error.boundary !== 'toolset') throw error
        count.left++
        process.stderr.write(`faultline: ${path}: ${row.id} is left out: ${error.message}\n`)
      }
      progress.update({ done: index + 1, of: rows.length, unit: 'programs' })
    }
  } finally {
    progress.end()
    await sink.close()
    await engine.close()
  }
  const right = `${counted(rows.length - count.left, 'right program')}`
  process.stderr.write(
    count.pairs === 0
      ? `faultline: no fault of ${injector.name} changes an answer of ${right}: nothing was written\n`
      : `faultline: ${counted(count.pairs, 'faulty program')} of ${right} in ${options.out}\n`,
  )
  return count.left > 0 ? exitCodes.engine : count.pairs > 0 ? exitCodes.ok : exitCodes.failed
}

interface Injecting {
  pairs(row: InjectRow, path: string): Promise<readonly object[]>
  close(): Promise<void>
}

async function openInjecting(injector: Injector, options: InjectOptions, signal: AbortSignal): Promise<Injecting> {
  const model = await modelOf(options)
  const vision = await openVision(options, options.seed, model)
  const runtime = await openRuntime(options)
  return {
    async pairs(row, path) {
      const task = injectTask(row, path)
      const tools = await ofEachTask(vision.tools)(task, signal)
      const means: Means = {
        signal,
        random: prng(String(options.seed), 'inject', row.id),
        ask: (request) => (model === undefined ? Promise.reject(noModel(injector)) : model.generate(request, signal)),
        execute: (program, request) =>
          runtime.execute(program, { limits: limitsOf(options), ...(tools && { tools }), ...request }, signal),
      }
      const found = await first(certified(task, row.program, { injector, means }), options.each)
      return found.map((one) => pairOf(row, task, one))
    },
    async close() {
      await runtime.close()
      await vision.backend.close()
    },
  }
}

const pairOf = ({ id, question, images }: InjectRow, { visual }: Task, one: CertifiedInjection) => ({
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
