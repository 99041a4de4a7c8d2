import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Benchmark } from '../../src/core/benchmark.ts'
import type { Json } from '../../src/core/json.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Task } from '../../src/core/task.ts'
import type { Trace } from '../../src/core/trace.ts'
import type { Exporter, ExportSource } from '../../src/export/exporter.ts'
import { vdebuggerCriticRows } from '../../src/export/vdebugger-critic.ts'
import { vdebuggerRefinerRows } from '../../src/export/vdebugger-refiner.ts'
import { replayed } from '../../src/generator/replayed.ts'
import { run } from '../../src/run/run.ts'
import { openStore } from '../../src/store/open-store.ts'
import { single } from '../../src/strategy/single.ts'
import { fakeVisionBackend } from '../../src/testing.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { blankImage } from './blank-image.ts'
import { openTestRuntime } from './open-test-runtime.ts'

const programFor = (returned: string) => `def execute_command(image) -> str:\n    return ${returned}`
const right = programFor("bool_to_yesno(ImagePatch(image).exists('dog'))")
const wrong = programFor("bool_to_yesno(not ImagePatch(image).exists('dog'))")
const masked = programFor('bool_to_yesno(<MASKED>)')

const rowsOf = async (exporter: Exporter, source: ExportSource): Promise<Readonly<Record<string, Json>>[]> => {
  const rows = []
  for await (const row of exporter.rows(source)) rows.push(row)
  return rows
}

describe('training rows', () => {
  let runtime: Runtime
  let source: ExportSource
  beforeAll(async () => {
    runtime = await openTestRuntime()
    const image = await blankImage(20, 20)
    const backend = fakeVisionBackend({ find: { dog: [] } })
    const taskFor = (id: string, seed: string): Task => ({
      id,
      prompt: '',
      language: 'python',
      module: 'program',
      checks: [],
      seed,
      visual: {
        question: 'Is there a dog?',
        query: 'Given an image: Is there a dog?',
        header: 'def execute_command(image) -> str:',
        input: 'image',
        answer: 'yes/no',
        images: [image],
      },
    })
    const benchmark: Benchmark = {
      name: 'two',
      async *tasks() {
        yield taskFor('right', right)
        yield taskFor('wrong', wrong)
      },
      async grade({ id }) {
        const verdict = id === 'right' ? 'pass' : 'fail'
        const reference = { source: right, masked }
        return { verdict, message: '', passed: 0, of: 1, before: verdict, ...(id === 'wrong' && { reference }) }
      },
    }
    const store = openStore(mkdtempSync(join(tmpdir(), 'faultline-rows-')))
    const tools = async ({ visual }: Task) => visual && openVisionToolset({ task: visual, backend })
    const parts = { runtime, generator: replayed(), strategy: single(), tools }
    const result = await run({ benchmark, parts, store, id: 'r', keepTraces: true })
    source = { run: result, trace: async (id) => JSON.parse(await store.artifact('r', id)) as Trace }
  })
  afterAll(() => runtime.close())

  const traceOf = (returned: string, value: string) =>
    `call         1 def execute_command(image) -> str:\nline         2     return ${returned}\n` +
    `return       2     return ${returned}\nReturn value:.. ${value}`
  const prompt = (code: string, answer: string, trace: string) =>
    `# Given an image: Is there a dog?\n${code}\n\n-> ${answer}\n\n--- Trace\n\n${trace}`
  const rightTrace = traceOf("bool_to_yesno(ImagePatch(image).exists('dog'))", "'no'")
  const wrongTrace = traceOf("bool_to_yesno(not ImagePatch(image).exists('dog'))", "'yes'")

  it('of the critic hold what it is shown, and the verdict with the place at fault, in the published fields', async () => {
    expect(await rowsOf(vdebuggerCriticRows(), source)).toEqual([
      { prompt: prompt(right, 'no', rightTrace), inst: '\n\n# Program is', completion: ' right', eos: '</s>' },
      {
        prompt: prompt(wrong, 'yes', wrongTrace),
        inst: '\n\n# Program is',
        completion: ` wrong\n${masked}`,
        eos: '</s>',
      },
    ])
  })

  it('of the refiner hold the masked program and the right one, here in the fields of TRL', async () => {
    expect(await rowsOf(vdebuggerRefinerRows({ form: 'trl' }), source)).toEqual([
      { prompt: prompt(masked, 'yes', wrongTrace), completion: `\n\n# Correction\n${right}` },
    ])
  })

  it('are none where no trace was kept', async () => {
    const { run: kept, trace } = source
    const without = kept.tasks.map((task) => ({
      ...task,
      attempts: task.attempts.map((attempt) => ({ ...attempt, traces: {} })),
    }))
    expect(await rowsOf(vdebuggerCriticRows(), { run: { ...kept, tasks: without }, trace })).toEqual([])
  })
})
