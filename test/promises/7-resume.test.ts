import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/core/event.ts'
import type { ExecutionCache } from '../../src/core/store.ts'
import { promptedGenerator } from '../../src/generator/prompted.ts'
import { promptedRefiner } from '../../src/refiner/prompted.ts'
import type { Run } from '../../src/record/run.ts'
import { run } from '../../src/run/run.ts'
import { openStore } from '../../src/store/open-store.ts'
import { repair } from '../../src/strategy/repair.ts'
import { fakeBenchmark, fakeRuntime, fakeTask, memoryCache, scripted } from '../../src/testing.ts'

/** Each is solved by its third program; the second one fails its hidden check. */
const benchmark = fakeBenchmark([fakeTask('t1', ['alpha']), fakeTask('t2', ['alpha'])], { t1: ['alpha'], t2: ['gold'] })
const cues = [
  { when: 'draft two', reply: 'alpha' },
  { when: 'draft one', reply: 'draft two' },
]

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-resume-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const logFile = () => join(folder, 'r', 'events.jsonl')

async function sitting(cache: ExecutionCache) {
  const model = scripted(cues, 'draft one')
  const runtime = fakeRuntime()
  const parts = {
    runtime,
    generator: promptedGenerator(),
    refiner: promptedRefiner(),
    strategy: repair({ rounds: 4 }),
    model,
  }
  const warnings: string[] = []
  const onWarning = (warning: string) => warnings.push(warning)
  const store = openStore(folder)
  const result = await run({ benchmark, parts, store, id: 'r', cache, concurrency: 1, onWarning })
  return { result, calls: model.requests.length, executions: runtime.executed.length, warnings }
}

/** All but times and what was paid in which sitting. */
const answers = ({ tasks }: Run) =>
  tasks.map(({ id, attempts, replies, submitted, grade, failure }) => ({
    id,
    attempts,
    replies,
    submitted,
    grade,
    failure,
  }))

const wholeEvents = (log: Buffer) =>
  log
    .subarray(0, log.lastIndexOf('\n') + 1)
    .toString()
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as RunEvent]))

/** At the end of each line, and after its first byte, in its middle and before its line feed: `store/run-log.test.ts` cuts at every byte. */
function cutsOf(log: Buffer): number[] {
  const ends = [...log.entries()].flatMap(([index, byte]) => (byte === 10 ? [index + 1] : []))
  return [
    0,
    ...ends.flatMap((end, n) => [(ends[n - 1] ?? 0) + 1, Math.floor(((ends[n - 1] ?? 0) + end) / 2), end - 1, end]),
  ]
}

const paid = (events: readonly RunEvent[]) =>
  events.filter((event) => event.type === 'model.replied' && !event.cached).length

describe('promise 7: a run stopped at any byte resumes', () => {
  it('loses nothing that was written, repeats nothing that was paid for, and comes to the same end', async () => {
    const cache = memoryCache()
    const reference = await sitting(cache)
    expect(reference).toMatchObject({ calls: 6, executions: 4, warnings: [] })
    const log = readFileSync(logFile())

    for (const cut of cutsOf(log)) {
      writeFileSync(logFile(), log.subarray(0, cut))
      const survived = wholeEvents(log.subarray(0, cut))
      const resumed = await sitting(cache)
      const after = wholeEvents(readFileSync(logFile()))

      expect(answers(resumed.result)).toEqual(answers(reference.result))
      expect(resumed.calls).toBe(6 - paid(survived))
      expect(resumed.executions).toBe(0)
      expect(after.slice(0, survived.length)).toEqual(survived)
      expect(resumed.warnings).toHaveLength(cut === 0 || log[cut - 1] === 10 ? 0 : 1)
      for (const { taskId } of survived.filter(({ type }) => type === 'task.submitted'))
        expect(
          after.slice(survived.length).filter((event) => event.taskId === taskId && event.type !== 'task.graded'),
        ).toEqual([])
    }
  })

  it('also when it is stopped again and again', async () => {
    const reference = await sitting(memoryCache())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }), async (cuts) => {
        const cache = memoryCache()
        rmSync(join(folder, 'r'), { recursive: true })
        let sat = await sitting(cache)
        for (const cut of cuts) {
          const log = readFileSync(logFile())
          const rest = log.subarray(0, Math.floor(cut * log.length))
          writeFileSync(logFile(), rest)
          sat = await sitting(cache)
          expect(sat.calls).toBe(6 - paid(wholeEvents(rest)))
        }
        expect(answers(sat.result)).toEqual(answers(reference.result))
        expect(sat.result.tasks.map(({ spent }) => spent.modelCalls)).toEqual([3, 3])
      }),
      { numRuns: 20 },
    )
  })

  it('resumes only what was made with the same parts, budget and seed', async () => {
    await sitting(memoryCache())
    const parts = { runtime: fakeRuntime(), generator: promptedGenerator(), strategy: repair({ rounds: 4 }) }
    await expect(run({ benchmark, parts, store: openStore(folder), id: 'r', seed: 1 })).rejects.toMatchObject({
      boundary: 'usage',
    })
  })

  it('starts anew where it was stopped before the run was there as a whole', async () => {
    mkdirSync(join(folder, 'r'))
    writeFileSync(join(folder, 'r', 'run.json.part'), '{"id":')
    expect(await sitting(memoryCache())).toMatchObject({ calls: 6 })
  })
})
