import { diffLines } from 'diff'
import { z } from 'zod'
import type { Benchmark, Execute } from '../core/benchmark.ts'
import { jsonText, parseJson } from '../core/json.ts'
import { program } from '../core/program.ts'
import type { Check, Task } from '../core/task.ts'
import { findData } from './find-data.ts'
import { gradeChecks } from './grade-checks.ts'
import { readJsonl } from './read-jsonl.ts'

const recordShape = z.object({
  name: z.string(),
  buggy: z.string(),
  correct: z.string(),
  tests_json: z.array(z.unknown()).nullable(),
  pytest: z.string(),
})
type QuixBugsRecord = z.infer<typeof recordShape>

/** Generous for every published solution, also in WebAssembly; cpu time, so that a slow machine changes no grade. */
const gradeLimits = { cpuMs: 3000 }

export interface QuixBugsOptions {
  /** A folder with `quixbugs.jsonl[.gz]` (name, buggy, correct, tests_json, pytest) and `helper.json` (module name → source). */
  readonly data: string
  /** Which program is the seed. Default `buggy`. */
  readonly seed?: 'buggy' | 'correct'
}

/**
 * QuixBugs (Lin et al. 2017), the Python half: 40 programs with a fault in one line. Every other published test is
 * shown to the solver: those with even numbers, or the others where only these show the fault. A submission must pass
 * all of them.
 */
export function quixbugs({ data, seed = 'buggy' }: QuixBugsOptions): Benchmark {
  const records = new Map<string, QuixBugsRecord>()
  return {
    name: 'quixbugs',
    async *tasks(execute) {
      const modules = await readHelpers(data)
      const found: Promise<Task>[] = []
      const path = await findData(data, /^quixbugs\.jsonl(\.gz)?$/)
      for await (const record of readJsonl(path, recordShape, parseJson)) {
        records.set(record.name, record)
        found.push(shownBy(taskFor(record, { modules, seed: record[seed] }), execute))
      }
      for (const task of found) yield await task
    },
    async grade(task, submitted, execute) {
      const record = records.get(task.id)
      if (record === undefined) throw new Error(`no such QuixBugs task: ${task.id}`)
      const checks = checksOf(record, () => true)
      const { checks: results } = await execute(submitted, {
        checks,
        module: task.module,
        limits: gradeLimits,
        ...(task.modules && { modules: task.modules }),
      })
      return { ...gradeChecks(results, checks.length), faultLines: faultLines(record.buggy, record.correct) }
    },
  }
}

async function readHelpers(data: string): Promise<Record<string, string>> {
  const shape = z.record(z.string(), z.string())
  for await (const helpers of readJsonl(await findData(data, /^helper\.json$/), shape)) {
    return Object.fromEntries(Object.entries(helpers).map(([file, source]) => [file.replace(/\.py$/, ''), source]))
  }
  return {}
}

type Parity = 0 | 1
type HalfOf = (parity: Parity) => Task

/** A fault that no visible check shows cannot be mended: the other half is shown where only that one fails. */
async function shownBy(half: HalfOf, execute: Execute): Promise<Task> {
  for (const parity of [0, 1] as const) {
    const { checks, module, modules, seed = '' } = half(parity)
    const limits = { cpuMs: 1000 }
    const request = { checks, module, limits, stopAtFailure: true, ...(modules && { modules }) }
    const { checks: results } = await execute(program(seed), request)
    if (results.some(({ verdict }) => verdict === 'fail')) return half(parity)
  }
  return half(0)
}

function taskFor(record: QuixBugsRecord, { modules, seed }: { modules: Record<string, string>; seed: string }): HalfOf {
  const needed = Object.entries(modules).filter(([name]) =>
    new RegExp(`^(from|import) ${name}\\b`, 'm').test(record.pytest),
  )
  return (parity) => ({
    id: record.name,
    prompt: record.buggy.match(/^"""\n?([^]*?)"""/m)?.[1]?.trim() ?? record.name,
    language: 'python',
    module: `python_programs.${record.name}`,
    entry: record.name,
    checks: checksOf(record, (index) => index % 2 === parity),
    ...(needed.length > 0 && { modules: Object.fromEntries(needed) }),
    seed,
  })
}

/** The tests whose number `wanted` keeps. The text of those left out is nowhere in the checks, so that showing them leaks nothing. */
function checksOf(record: QuixBugsRecord, wanted: (index: number) => boolean): Check[] {
  const cases = record.tests_json ?? []
  if (cases.length > 0) {
    const kept = cases.map((one, index) => ({ one, index })).filter(({ index }) => wanted(index))
    const source = testSettings(kept.map(({ one }) => one)) + record.pytest
    return kept.map(({ index }, place) => ({
      kind: 'test',
      id: `test_${record.name}[${index}]`,
      source,
      name: `test_${record.name}[${place}]`,
    }))
  }
  const [preamble = '', ...tests] = record.pytest.split(/^(?=def test)/m)
  const kept = tests.filter((_, index) => wanted(index))
  const source = testSettings([]) + preamble + kept.join('')
  return kept.map((test) => {
    const name = /^def (\w+)/.exec(test)?.[1] ?? ''
    return { kind: 'test', id: name, source, name }
  })
}

/** What the published `conftest.py` and `load_testdata.py` give the tests, with these cases only. */
const testSettings = (cases: readonly unknown[]): string =>
  [
    'import sys as _sys, types as _types, json as _json, pytest',
    'pytest.use_correct = False',
    'pytest.run_slow = False',
    "_data = _types.ModuleType('load_testdata')",
    `_cases = _json.loads(${JSON.stringify(jsonText(cases)).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)})`,
    '_data.load_json_testcases = lambda name: [tuple(case) for case in _cases]',
    "_sys.modules['load_testdata'] = _data",
    '',
  ].join('\n')

/** The lines of `buggy` that the published mend changes; around a pure insertion, the lines on both sides of it. */
export function faultLines(buggy: string, correct: string): number[] {
  const lines: number[] = []
  let line = 1
  const changes = diffLines(codeOf(buggy), codeOf(correct), { ignoreWhitespace: false })
  changes.forEach((change, index) => {
    const replaces = changes[index - 1]?.removed === true
    if (hasCode(change.value)) {
      if (change.removed) for (let i = 0; i < change.count; i++) lines.push(line + i)
      else if (change.added && !replaces) lines.push(line - 1, line)
    }
    if (!change.added) line += change.count
  })
  return lines
}

const hasCode = (text: string): boolean => text.split('\n').some((line) => /^\s*[^\s#]/.test(line))

/** The code without the description behind it, and without white space at line ends. */
const codeOf = (source: string): string =>
  `${source
    .split(/^"""/m)[0]
    ?.replace(/[ \t]+$/gm, '')
    .trimEnd()}\n`
