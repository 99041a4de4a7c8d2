import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gradeVisual } from '../../src/benchmark/visual/grade-visual.ts'
import type { Benchmark } from '../../src/core/benchmark.ts'
import type { RunEvent } from '../../src/core/event.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Task } from '../../src/core/task.ts'
import { vdebuggerCritic } from '../../src/critic/vdebugger.ts'
import { replayed } from '../../src/generator/replayed.ts'
import type { Cue } from '../../src/model/scripted.ts'
import { scripted } from '../../src/model/scripted.ts'
import { vdebuggerRefiner } from '../../src/refiner/vdebugger.ts'
import { visualSummary } from '../../src/report/visual-summary.ts'
import { run } from '../../src/run/run.ts'
import { vdebug } from '../../src/strategy/vdebug.ts'
import { fakeVisionBackend } from '../../src/testing.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { blankImage } from './blank-image.ts'
import { openTestRuntime } from './open-test-runtime.ts'

/** Question k: are there two things of kind k? There are, at places that no program and no question names. */
const kinds = Array.from({ length: 10 }, (_, k) => `kind${k}`)
const placesOf = (k: number) => [10, 200].map((left) => ({ left: left + 11 * k, lower: 5, right: 300 + k, upper: 90 }))
const backend = fakeVisionBackend({ find: Object.fromEntries(kinds.map((kind, k) => [kind, placesOf(k)])) })

const programFor = (k: number, count: string) =>
  `def execute_command(image) -> str:\n    things = ImagePatch(image).find('kind${k}')\n    return bool_to_yesno(len(things) == ${count})`
const isRight = (k: number) => k < 6

/** What only the trace holds: where the things of question k are. */
const seen = (k: number) => `left=${10 + 11 * k}, `
const cue = (k: number, instruction: string, reply: string): Cue => ({
  when: new RegExp(`${seen(k)}[^]*# ${instruction}$`),
  reply,
})
const wrong = (k: number) => ` wrong\n${programFor(k, '2').replace(/len.*/, '<MASKED>')}`

/** It flags 3 of the 4 wrong programs and 1 right one, and mends 2, each only where the prompt shows what was found. */
const model = () =>
  scripted(
    [
      ...[1, 6, 7, 8].map((k) => cue(k, 'Program is', wrong(k))),
      cue(1, 'Correction', programFor(1, '1 + 1')),
      cue(6, 'Correction', programFor(6, '2')),
      cue(7, 'Correction', programFor(7, '2')),
      cue(8, 'Correction', programFor(8, '5')),
    ],
    ' right',
  )

describe('VDebugger on ten programs', () => {
  let runtime: Runtime
  let tasks: Task[]
  beforeAll(async () => {
    runtime = await openTestRuntime()
    const image = await blankImage(400, 100)
    tasks = kinds.map((kind, k) => ({
      id: kind,
      prompt: '',
      language: 'python',
      module: 'program',
      checks: [],
      seed: programFor(k, isRight(k) ? '2' : '3'),
      visual: {
        question: `Are there two of ${kind}?`,
        query: `Given an image: Are there two of ${kind}?`,
        header: 'def execute_command(image) -> str:',
        input: 'image',
        answer: 'yes/no',
        images: [image],
      },
    }))
  })
  afterAll(() => runtime.close())

  const debug = async (trace: boolean) => {
    const benchmark: Benchmark = {
      name: 'ten',
      async *tasks() {
        yield* tasks
      },
      grade: (task, submitted, execute) =>
        gradeVisual(task, submitted, { gold: { kind: 'yes/no', value: true }, execute }),
    }
    const events: RunEvent[] = []
    const result = await run({
      benchmark,
      parts: {
        runtime,
        generator: replayed(),
        strategy: vdebug({ rounds: 1, acceptAlways: true }),
        critics: [vdebuggerCritic({ trace })],
        refiner: vdebuggerRefiner({ trace }),
        model: model(),
        tools: async ({ visual }) => visual && openVisionToolset({ task: visual, backend }),
      },
      onEvent: (event) => events.push(event),
    })
    return { summary: visualSummary(result, { seed: 0 }), events }
  }

  it('goes from 6 to 8 right by what the trace shows, and runs only the four programs anew that were mended', async () => {
    const { summary, events } = await debug(true)
    expect(summary).toMatchObject({
      n: 10,
      accuracyBefore: 0.6,
      accuracyAfter: 0.8,
      criticAccuracy: 0.8,
      confusion: [
        [3, 1],
        [1, 5],
      ],
      refinerSuccess: 0.5,
      rightToWrong: 0,
    })
    const run = events.filter((event) => event.type === 'attempt.executed' && event.by === 'engine' && !event.cached)
    expect(run).toHaveLength(10 + 4)
  })

  it('stays at 6 where the trace is blanked', async () => {
    const { summary } = await debug(false)
    expect(summary).toMatchObject({ accuracyBefore: 0.6, accuracyAfter: 0.6, criticAccuracy: 0.6, refinerSuccess: 0 })
  })
})
