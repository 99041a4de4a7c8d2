import { describe, expect, it } from 'vitest'
import type { Attempt } from '../core/attempt.ts'
import type { CheckResult, Execution, Outcome } from '../core/execution.ts'
import type { Program } from '../core/program.ts'
import { program } from '../core/program.ts'
import type { Means, Proposal } from '../core/roles.ts'
import type { ExecutionRequest } from '../core/runtime.ts'
import type { Check, Task } from '../core/task.ts'
import { mutate } from './mutate.ts'

/** Runs programs of the form `def f(a, b): return …` whose expression JavaScript and Python read alike. */
const evaluate = (source: string, args: readonly unknown[]): Outcome & { readonly text?: string } => {
  const expression = /^def f\(a, b\):\n {4}return (.*)\n$/.exec(source)?.[1]
  if (expression === undefined) return { kind: 'rejected', error: 'SyntaxError', message: 'invalid syntax' }
  try {
    const value: unknown = new Function('a', 'b', `return (${expression})`)(...args)
    return { kind: 'returned', text: typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value) }
  } catch (error) {
    return { kind: 'raised', error: 'TypeError', message: String(error) }
  }
}

const run = ({ source }: Program, check: Check): CheckResult => {
  const call = check.kind === 'call' ? `f(${check.args.join(', ')})` : 'source' in check ? check.source : ''
  const args =
    /f\((.*?)\)/
      .exec(call.replace(/^.*\)\(/, ''))?.[1]!
      .split(', ')
      .map(Number) ?? []
  const { text, ...outcome } = evaluate(source, args)
  const expected = check.kind === 'call' ? String(check.expected) : (/ == (\S+)$/.exec(call)?.[1] ?? '')
  const answer = text === undefined ? {} : { expected, actual: text }
  const calls = [{ expression: `f(${args.join(', ')})`, ...(text !== undefined && { value: text }) }]
  return {
    checkId: check.id,
    verdict: text === expected ? 'pass' : 'fail',
    outcome,
    integrity: 'split',
    ...answer,
    calls,
    stdout: { text: '' },
    usage,
  }
}
const usage = { wallMs: 1, cpuMs: 1, peakMb: 1 }

const fake = () => {
  const sources: string[] = []
  const execute = async (what: Program, { checks = [], stopAtFailure }: ExecutionRequest): Promise<Execution> => {
    sources.push(what.source)
    const results = checks.map((check) => run(what, check))
    const stop = results.findIndex(({ verdict }) => verdict !== 'pass')
    const kept = stopAtFailure === true && stop !== -1 ? results.slice(0, stop + 1) : results
    return {
      programId: what.id,
      runtime: 'fake',
      outcome: { kind: 'returned' },
      checks: kept,
      stdout: { text: '' },
      stderr: { text: '' },
      usage,
    }
  }
  const means: Means = {
    ask: () => Promise.reject(new Error('no model')),
    execute,
    random: () => 0.5,
    signal: new AbortController().signal,
  }
  return { sources, means }
}

const task = (...cases: readonly (readonly [a: number, b: number, expected: number])[]): Task => ({
  id: 't',
  prompt: '',
  language: 'python',
  module: 'program',
  entry: 'f',
  checks: cases.map(([a, b, expected], index) => ({
    kind: 'call',
    id: `call ${index}`,
    function: 'f',
    args: [a, b],
    expected,
  })),
})
const attempt = (source: string): Attempt => ({
  id: 'a',
  parentIds: [],
  program: program(source),
  executions: [],
  feedback: [],
})
const returning = (expression: string): string => `def f(a, b):\n    return ${expression}\n`

const refine = async (source: string, what: Task, options = {}) => {
  const { sources, means } = fake()
  const proposals: Proposal[] = []
  for await (const each of mutate(options).refine(what, attempt(source), means)) proposals.push(each)
  return { proposals, sources }
}

describe('the refiner mutate', () => {
  it('mends a wrong operator, and says which one', async () => {
    const { proposals } = await refine(returning('a - b'), task([2, 3, 5], [10, 4, 14], [0, 0, 0]))
    expect(proposals[0]!.source).toBe(returning('a + b'))
    expect(proposals[0]!.note).toBe('line 2: `-` became `+`')
  })

  it('makes two edits where one is not enough', async () => {
    const { proposals } = await refine(returning('b * 2 - 3'), task([2, 9, 7], [5, 1, 13], [10, 10, 23]))
    expect(proposals.map(({ source }) => source)).toContain(returning('a * 2 + 3'))
  })

  it('yields every mend that the checks allow, and names as rivals those that behave otherwise', async () => {
    const { proposals } = await refine(returning('a - b'), task([2, 2, 4]))
    const sources = proposals.map(({ source }) => source)
    expect(sources).toEqual(expect.arrayContaining([returning('a + b'), returning('a * b')]))
    expect(proposals.find(({ source }) => source === returning('a + b'))!.rivals).toContain(returning('a * b'))
  })

  it('takes the mend that agrees with an example of the prompt', async () => {
    const prompt = 'Both numbers together.\nExample: f(2, 3) == 5'
    const { proposals } = await refine(returning('a - b'), { ...task([2, 2, 4]), prompt })
    expect(proposals[0]!.source).toBe(returning('a + b'))
    const other = await refine(returning('a - b'), { ...task([2, 2, 4]), prompt: 'f(2, 3) == 6' })
    expect(other.proposals[0]!.source).toBe(returning('a * b'))
    const wrong = await refine(returning('a - b'), { ...task([2, 2, 4]), prompt: 'f(2, 3) == 77' })
    expect(wrong.proposals.length).toBeGreaterThan(0)
  })

  it('says that it doubts two edits where the checks are few', async () => {
    const few = await refine(returning('b * 2 - 3'), task([2, 9, 7], [5, 1, 13]))
    expect(few.proposals[0]!.note).toContain('two edits for so few checks: doubtful')
    const more = await refine(returning('b * 2 - 3'), task([2, 9, 7], [5, 1, 13], [10, 10, 23]))
    expect(more.proposals[0]!.note).not.toContain('doubtful')
  })

  it('runs no program twice, and not more than it may', async () => {
    const { proposals, sources } = await refine(returning('a - b'), task([1, 1, 77]), { maxCandidates: 50 })
    expect(proposals).toEqual([])
    expect(new Set(sources.slice(2)).size).toBe(sources.length - 2) // the program itself was run, and watched
    expect(sources.length).toBeLessThanOrEqual(2 + 50 + 2 * 6)
  })

  it('leaves a program alone that passes', async () => {
    expect((await refine(returning('a + b'), task([1, 1, 2]))).proposals).toEqual([])
  })

  it('first makes a text loadable that is none', async () => {
    const { proposals } = await refine(`${returning('a + b')}\`\`\`\n`, task([1, 1, 2]))
    expect(proposals).toEqual([{ source: returning('a + b'), note: 'line 3: ````` removed' }])
    const both = await refine(`${returning('a - b')}\`\`\`\n`, task([1, 1, 2], [5, 2, 7]))
    expect(both.proposals[0]!.source).toBe(returning('a + b'))
    expect(both.proposals[0]!.note).toContain('line 3: ````` removed; line 2: `-` became `+`')
  })
})
