import { describe, expect, it } from 'vitest'
import type { Attempt } from '../core/attempt.ts'
import { BudgetSpent } from '../core/budget.ts'
import { EngineError } from '../core/engine-error.ts'
import type { Execution } from '../core/execution.ts'
import type { Blame } from '../core/feedback.ts'
import type { Program } from '../core/program.ts'
import { program } from '../core/program.ts'
import type { Critic, Means, Proposal } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import type { RewriteOptions } from './rewrite.ts'
import { rewrite } from './rewrite.ts'

const task: Task = {
  id: 't',
  prompt: 'Are there at least three red cups?',
  language: 'python',
  module: 'program',
  checks: [],
}

const source = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    cups = image_patch.find('blue cup')
    return bool_to_yesno(len(cups) == 3)
`
const [right, half, other] = [
  source.replace('blue', 'red').replace('==', '>='),
  source.replace('blue', 'red'),
  source.replace('==', '>='),
]

const execution = ({ id }: Program, text: string): Execution => ({
  programId: id,
  runtime: 'fake',
  outcome: { kind: 'returned', value: { type: 'str', text } },
  checks: [],
  stdout: { text: '' },
  stderr: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
})

/** Programs with their probability once they were run; before that, and all others, `unknown`. Blames the second statement. */
const knowing = (known: Readonly<Record<string, number>>, unknown = 0.1): Critic => ({
  name: 'knowing',
  async critique(_task, attempt) {
    const wasRun = attempt.executions.length > 0
    const probability = wasRun ? (known[attempt.program.source] ?? unknown) : unknown
    const verdict = probability >= 0.5 ? 'pass' : 'fail'
    return { from: 'knowing', verdict, probability, message: '', blame: [blame(3)] }
  },
})

const blame = (line: number): Blame => ({
  span: { from: { line, column: 5 }, to: { line, column: 40 } },
  weight: 1,
  reason: 'cups of the wrong colour are looked for',
  evidence: [],
})

interface Setting extends RewriteOptions {
  readonly answer?: (program: Program) => Promise<Execution> | Execution
  readonly feedback?: Attempt['feedback']
}

const proposals = async ({ answer = (each) => execution(each, "'yes'"), feedback = [], ...options }: Setting) => {
  const executed: string[] = []
  const means: Means = {
    ask: () => Promise.reject(new Error('the rewriter asks no model')),
    execute: async (asked, request) => {
      expect(request).toEqual({ trace: 'full' })
      executed.push(asked.source)
      return answer(asked)
    },
    random: () => 0.5,
    signal: new AbortController().signal,
  }
  const attempt: Attempt = { id: 'a1', parentIds: [], program: program(source), executions: [], feedback }
  const made: Proposal[] = []
  for await (const each of rewrite(options).refine(task, attempt, means)) made.push(each)
  return { made, sources: made.map((each) => each.source), executed }
}

describe('rewrite', () => {
  it('proposes the edit that the critic finds likeliest right, with what was changed, how far it rose, and why', async () => {
    const { made, sources } = await proposals({ critic: knowing({ [half]: 0.9, [other]: 0.7 }) })
    expect(sources).toEqual([half, other])
    expect(made[0]?.note).toBe(
      "line 3: `'blue cup'` became `'red cup'` (knowing: 10 % → 90 %; cups of the wrong colour are looked for)",
    )
  })

  it('makes two edits where one is not enough', async () => {
    const { sources } = await proposals({ critic: knowing({ [half]: 0.4, [right]: 0.95 }) })
    expect(sources).toEqual([right])
  })

  it('proposes nothing where the critic passes the program, and runs nothing else then', async () => {
    const { made, executed } = await proposals({ critic: knowing({ [source]: 0.8, [half]: 0.99 }) })
    expect(made).toEqual([])
    expect(executed).toEqual([source])
  })

  it('proposes no mend that the critic fails, or that does not raise the probability by the margin', async () => {
    expect((await proposals({ critic: knowing({ [half]: 0.4 }) })).made).toEqual([])
    const critic = knowing({ [source]: 0.45, [half]: 0.55 })
    expect((await proposals({ critic })).made).toEqual([])
    expect((await proposals({ critic, margin: 0.05 })).sources).toEqual([half])
  })

  it('looks at blamed places first, with values of the question', async () => {
    const { executed } = await proposals({ critic: knowing({}) })
    expect(executed[1]).toBe(half)
    const count: Attempt['feedback'] = [
      { from: 'other', verdict: 'fail', probability: 0.1, message: '', blame: [{ ...blame(4), weight: 9 }] },
    ]
    const critic: Critic = {
      name: 'silent',
      critique: async () => ({ from: 'silent', verdict: 'fail', probability: 0.1, message: '', blame: [] }),
    }
    const elsewhere = await proposals({ critic, feedback: count })
    expect(elsewhere.executed[1]?.split('\n')[3]).not.toBe(source.split('\n')[3])
  })

  it('runs no more programs than it may, none twice, and none that makes no sense', async () => {
    const { executed } = await proposals({ critic: knowing({ [half]: 0.4 }), candidates: 20, inFlight: 3 })
    expect(executed.length).toBeLessThanOrEqual(21)
    expect(new Set(executed).size).toBe(executed.length)
    const all = await proposals({ critic: knowing({}), candidates: 1000 })
    expect(all.executed.length).toBeGreaterThan(21)
    expect(all.executed.filter((each) => each.includes('red red') || each.includes('>= 0'))).toEqual([])
  })

  it('runs only what the critic does not find worse before it is run', async () => {
    const critic: Critic = {
      name: 'reader',
      async critique(_task, attempt) {
        const probability = attempt.program.source.includes('red') ? 0.8 : attempt.program.source === source ? 0.3 : 0.1
        const verdict = probability >= 0.5 ? 'pass' : 'fail'
        return { from: 'reader', verdict, probability, message: '', blame: [] }
      },
    }
    const { executed, sources } = await proposals({ critic })
    expect(executed.slice(1).every((each) => each.includes('red'))).toBe(true)
    expect(sources[0]).toBe(half)
  })

  it('shows mends that are as likely and answer otherwise as rivals', async () => {
    const critic = knowing({ [half]: 0.9, [other]: 0.88 })
    const answer = (each: Program) => execution(each, each.source === other ? "'no'" : "'yes'")
    const { made } = await proposals({ critic, answer })
    expect(made[0]).toMatchObject({ source: half, rivals: [other] })
  })

  it('gives what it has found when the budget is spent', async () => {
    let left = 3
    const answer = (each: Program) => {
      if (left-- === 0) throw new BudgetSpent('executions')
      return execution(each, "'yes'")
    }
    const { sources } = await proposals({ critic: knowing({ [half]: 0.9 }), answer, inFlight: 1 })
    expect(sources).toEqual([half])
  })

  it('passes over edits that ask what cannot be answered, but not over a broken sandbox', async () => {
    const failing = (boundary: 'toolset' | 'sandbox') => (each: Program) => {
      if (each.source.includes('>=')) throw new EngineError(boundary, 'no')
      return execution(each, "'yes'")
    }
    const critic = knowing({ [half]: 0.9 })
    expect((await proposals({ critic, answer: failing('toolset') })).sources).toEqual([half])
    await expect(proposals({ critic: knowing({}), answer: failing('sandbox') })).rejects.toThrow(EngineError)
  })

  it('leaves a program alone that cannot be read', async () => {
    const broken: Attempt = { id: 'a', parentIds: [], program: program('def f(:'), executions: [], feedback: [] }
    const means = { execute: () => Promise.reject(new Error('not run')) } as unknown as Means
    const made: Proposal[] = []
    for await (const each of rewrite({ critic: knowing({}) }).refine(task, broken, means)) made.push(each)
    expect(made).toEqual([])
  })
})
