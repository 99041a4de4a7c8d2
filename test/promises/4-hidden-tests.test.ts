import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { humaneval } from '../../src/benchmark/humaneval.ts'
import { quixbugs } from '../../src/benchmark/quixbugs.ts'
import type { Benchmark } from '../../src/core/benchmark.ts'
import type { RunEvent } from '../../src/core/event.ts'
import { jsonText, parseJson } from '../../src/core/json.ts'
import type { Critic, Strategy } from '../../src/core/roles.ts'
import { promptedGenerator } from '../../src/generator/prompted.ts'
import { promptedRefiner } from '../../src/refiner/prompted.ts'
import { run } from '../../src/run/run.ts'
import { repair } from '../../src/strategy/repair.ts'
import { fakeBenchmark, fakeRuntime, fakeTask, scripted } from '../../src/testing.ts'

const data = process.env['FAULTLINE_DATA'] ?? join(import.meta.dirname, '../../../shared/data')

/** All that the solving side was given or made, as text, until the grade: prompts, arguments of parts, executions, events. */
async function solvingSide(benchmark: Benchmark): Promise<string> {
  const seen: unknown[] = []
  const model = scripted([], '```python\nprint("a try")\n```')
  const runtime = fakeRuntime({ verdict: () => 'fail' })
  const critic: Critic = {
    name: 'looks at all',
    async critique(task, attempt, means) {
      seen.push(task, attempt, Object.keys(means))
      return {
        from: 'looks at all',
        verdict: 'fail',
        probability: 0,
        message: JSON.stringify(attempt.executions),
        blame: [],
      }
    },
  }
  const mending = repair({ rounds: 1 })
  const strategy: Strategy = {
    name: 'looks at all',
    solve(task, moves) {
      seen.push(task, Object.keys(moves))
      return mending.solve(task, moves)
    },
  }
  const onEvent = (event: RunEvent) => {
    if (event.type !== 'task.graded') seen.push(event)
  }
  const parts = {
    runtime,
    generator: promptedGenerator(),
    critics: [critic],
    refiner: promptedRefiner(),
    strategy,
    model,
  }
  const { tasks } = await run({ benchmark, parts, onEvent, concurrency: 1 })
  expect(tasks.every(({ grade }) => grade?.verdict === 'fail')).toBe(true)
  return bare(JSON.stringify([seen, model.requests]))
}

const recordsOf = (file: string): unknown[] =>
  gunzipSync(readFileSync(join(data, file)))
    .toString('utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [parseJson(line)]))

/** Without what quoting in JSON or Python adds, however often it was quoted. */
const bare = (text: string): string => text.replace(/\\+n|[\\"'\s]/g, '')

describe('promise 4: hidden tests never enter Task, Moves or Means', () => {
  it('does not type-check where a part reaches for them', () => {
    const file = join(import.meta.dirname, 'leak.ts')
    const reaches = [
      'task.hidden',
      'task.benchmark',
      'moves.grade',
      'moves.benchmark',
      'means.grade',
      'means.benchmark',
    ]
    const source = [
      "import type { Means, Moves } from '../../src/core/roles.ts'",
      "import type { Task } from '../../src/core/task.ts'",
      'export const sound = (task: Task, moves: Moves, means: Means) => [task.checks, moves.generate, means.execute]',
      ...reaches.map((reach, n) => `export const leak${n} = (task: Task, moves: Moves, means: Means) => ${reach}`),
    ].join('\n')
    const options = {
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.NodeNext,
      skipLibCheck: true,
    }
    const host = ts.createCompilerHost(options)
    const { getSourceFile, fileExists } = host
    host.fileExists = (name) => name === file || fileExists(name)
    host.getSourceFile = (name, ...rest) =>
      name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest)
    const program = ts.createProgram([file], options, host)
    const faulty = program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ start = 0 }) => source.slice(start).match(/^\w+/)?.[0])
    expect(faulty).toEqual(reaches.map((reach) => reach.split('.')[1]))
  })

  it('shows no part a hidden check of a benchmark', async () => {
    const benchmark = fakeBenchmark([fakeTask('t', ['alpha'])], { t: ['alpha', 'gold-7f3a'] })
    const seen = await solvingSide(benchmark)
    expect(seen).toContain('alpha')
    expect(seen).not.toContain('gold-7f3a')
  })

  it.skipIf(!existsSync(join(data, 'quixbugs')))('shows no part a hidden case of QuixBugs', async () => {
    const records = recordsOf('quixbugs/quixbugs.jsonl.gz') as { tests_json: unknown[] | null }[]
    const cases = records.map(({ tests_json }) => (tests_json ?? []).map((one) => bare(jsonText(one))))
    const visible = cases.map((texts) => texts.filter((_, index) => index % 2 === 0)).join()
    const hidden = cases.flatMap((texts) => texts.filter((text, index) => index % 2 === 1 && !visible.includes(text)))
    const seen = await solvingSide(quixbugs({ data: join(data, 'quixbugs') }))
    expect(visible.split(',').length).toBeGreaterThan(100)
    expect(hidden.length).toBeGreaterThan(90)
    expect(cases.flatMap((texts) => texts.slice(0, 1)).filter((text) => !seen.includes(text))).toEqual([])
    expect(hidden.filter((text) => seen.includes(text))).toEqual([])
  })

  it.skipIf(!existsSync(join(data, 'humaneval')))('shows no part an assert of HumanEval', async () => {
    const records = recordsOf('humaneval/HumanEval.jsonl.gz') as { test: string }[]
    const hidden = records.flatMap(({ test }) =>
      [...test.matchAll(/assert .*candidate\(.*/g)].map(([text]) => bare(text)),
    )
    const seen = await solvingSide(humaneval({ data: join(data, 'humaneval'), showDoctests: true }))
    expect(hidden.length).toBeGreaterThan(500)
    expect(hidden.filter((text) => seen.includes(text))).toEqual([])
  })
})
