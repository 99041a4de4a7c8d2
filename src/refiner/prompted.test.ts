import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Runtime } from '../core/runtime.ts'
import type { Task } from '../core/task.ts'
import { checksCritic } from '../critic/checks.ts'
import { replayed } from '../generator/replayed.ts'
import { solve } from '../run/solve.ts'
import { nativePython } from '../runtime/python/native/native.ts'
import { repair } from '../strategy/repair.ts'
import { fakeRuntime, fakeTask, scripted } from '../testing.ts'
import type { PromptedRefinerOptions } from './prompted.ts'
import { promptedRefiner } from './prompted.ts'

const median: Task = {
  id: 'median',
  prompt: 'Write median(xs), the middle value of an odd number of values.',
  language: 'python',
  module: 'median',
  checks: [
    { kind: 'call', id: 'sorted', function: 'median', args: [[1, 2, 3]], expected: 2 },
    { kind: 'call', id: 'shuffled', function: 'median', args: [[9, 4, 7]], expected: 7 },
  ],
  seed: 'def median(xs):\n    return xs[len(xs) // 2]\n',
}
const mended = 'def median(xs):\n    return sorted(xs)[len(xs) // 2]\n'
/** Mends only where the prompt holds what the run gave: the wrong value and the one that was expected. */
const keyed = () =>
  scripted(
    [{ when: /median\(\[9, 4, 7\]\).*\b4\b.*\b7\b/, reply: `The list is not sorted:\n\`\`\`python\n${mended}\`\`\`` }],
    median.seed,
  )

describe('the prompted refiner, closed form', () => {
  const task = fakeTask('t', ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta'], {
    seed: 'eta\nand more',
    prompt: 'Do it.',
  })
  const promptWith = async (options: PromptedRefinerOptions) => {
    const model = scripted([], 'nothing')
    const parts = {
      runtime: fakeRuntime(),
      generator: replayed(),
      refiner: promptedRefiner(options),
      strategy: repair({ rounds: 1 }),
      model,
    }
    await solve(task, parts)
    return model.requests[0]
  }

  it('shows the task, the program and what fails, and marks what it leaves out', async () => {
    const request = await promptWith({})
    expect(request?.messages[1]?.text).toBe(
      [
        'The task:\n\nDo it.',
        'A program for it:\n\n```python\neta\nand more\n```',
        'The program is wrong.',
        'Checks that fail:\n- alpha: the program lacks alpha\n- beta: the program lacks beta\n- gamma: the program lacks gamma\n' +
          '- delta: the program lacks delta\n- epsilon: the program lacks epsilon\n- … and 1 more',
        'Reply with the whole mended program in one code block.',
      ].join('\n\n'),
    )
    expect(request).toMatchObject({ temperature: 0.8, maxTokens: 2048 })
  })

  it('shows nothing of the run without feedback', async () => {
    const request = await promptWith({ feedback: false, temperature: 0, maxTokens: 9 })
    expect(request?.messages[1]?.text).not.toContain('lacks')
    expect(request).toMatchObject({ temperature: 0, maxTokens: 9 })
  })

  it('asks for another sample each time', async () => {
    const model = scripted([], 'nothing')
    const parts = {
      runtime: fakeRuntime(),
      generator: replayed(),
      refiner: promptedRefiner(),
      strategy: repair({ rounds: 4 }),
      model,
    }
    await solve(task, parts)
    expect(new Set(model.requests.map(({ seed }) => seed)).size).toBe(4)
  })
})

const solvedWith = async (runtime: Runtime, options: PromptedRefinerOptions) => {
  const parts = {
    runtime,
    generator: replayed(),
    critics: [checksCritic()],
    refiner: promptedRefiner(options),
    strategy: repair({ rounds: 3 }),
    model: keyed(),
  }
  return (await solve(median, parts)).run.tasks[0]
}

describe('the prompted refiner, offline with a keyed model and real Python', () => {
  let runtime: Runtime | undefined
  beforeAll(async () => {
    runtime = await nativePython({ lanes: 1 }).catch(() => undefined)
  })
  afterAll(() => runtime?.close())

  it('solves the task with the evidence of the execution in the prompt', async ({ skip }) => {
    if (runtime === undefined) return skip('this machine has no Python that can be isolated')
    const task = await solvedWith(runtime, {})
    expect(task?.submitted).toEqual({ attemptId: 'a2', reason: 'solved' })
    expect(task?.attempts.at(-1)?.program.source).toBe(mended)
  })

  it('does not solve it with the evidence blanked', async ({ skip }) => {
    if (runtime === undefined) return skip('this machine has no Python that can be isolated')
    const task = await solvedWith(runtime, { feedback: false })
    expect(task?.submitted?.reason).toBe('finished')
    expect(task?.attempts).toHaveLength(4)
  })
})
