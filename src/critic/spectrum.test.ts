import { afterAll, describe, expect, it } from 'vitest'
import { program } from '../core/program.ts'
import type { Means } from '../core/roles.ts'
import type { Check, Task } from '../core/task.ts'
import { findPython } from '../runtime/python/native/find-python.ts'
import { nativePython } from '../runtime/python/native/native.ts'
import { spectrumCritic } from './spectrum.ts'
import type { SpectrumOptions } from './spectrum.ts'

/** Real programs on a real runtime: what the critic is for. Skipped where no CPython is installed. */
const python = await findPython()
const runtime = python === undefined ? undefined : await nativePython({ python: python.path, lanes: 1 })
afterAll(() => runtime?.close())

const judge = async (source: string, sources: readonly string[], options: SpectrumOptions = {}) => {
  const checks = sources.map((each, index): Check => ({ kind: 'assert', id: `check ${index}`, source: each }))
  const task: Task = { id: 't', prompt: '', language: 'python', module: 'program', checks }
  const requested: (string | undefined)[] = []
  const means: Means = {
    ask: () => Promise.reject(new Error('no model here')),
    execute: (candidate, request) => {
      requested.push(request.trace)
      return runtime!.execute(candidate, request)
    },
    random: () => 0,
    signal: new AbortController().signal,
  }
  const graded = await runtime!.execute(program(source), { checks, limits: { cpuMs: 500 } })
  const attempt = { id: '1', parentIds: [], program: program(source), executions: [graded], feedback: [] }
  const feedback = await spectrumCritic(options).critique(task, attempt, means)
  return { ...feedback, lines: feedback.blame.map(({ span }) => span.from.line), requested }
}

describe.skipIf(runtime === undefined)('the spectrum critic', () => {
  it('blames nothing where all checks pass, and does not run the program again', async () => {
    const { verdict, blame, requested } = await judge('def f(n):\n    return n\n', ['assert f(1) == 1'])
    expect([verdict, blame, requested]).toEqual(['pass', [], []])
  })

  const sign =
    'def sign(n):\n    if n > 0:\n        s = 1\n    elif n < 0:\n        s = 1\n    else:\n        s = 0\n    return s\n'
  const signs = ['assert sign(-2) == -1', 'assert sign(-9) == -1', 'assert sign(3) == 1', 'assert sign(0) == 0']

  it.each(['ochiai', 'dstar', 'tarantula', 'jaccard', 'op2', 'barinel'] as const)(
    'finds the branch that only failing checks take, by %s',
    async (formula) => {
      const { lines, blame, verdict } = await judge(sign, signs, { formula })
      expect(verdict).toBe('fail')
      expect(lines.slice(0, 3)).toContain(5)
      expect(blame[0]!.evidence[0]!.checkId).toBe('check 0')
    },
  )

  it('lists a statement once, weighs the first with 1, and gives steps that the trace holds', async () => {
    const { lines, blame } = await judge(sign, signs)
    expect(new Set(lines).size).toBe(lines.length)
    expect(blame[0]!.weight).toBe(1)
    expect(blame.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true)
    const conditions = blame.filter(({ span }) => span.from.line === 4).flatMap(({ evidence }) => evidence)
    expect(conditions.map(({ text }) => text)).toContain('`n < 0` came out True')
  })

  it('goes back from the wrong element of an answer to the statement that made it', async () => {
    const source =
      'def squares(n):\n    out = []\n    for i in range(n):\n        out.append(i * i if i < 3 else i + i)\n    total = len(out)\n    return out\n'
    const { lines, blame } = await judge(source, [
      'assert squares(5) == [0, 1, 4, 9, 16]',
      'assert squares(3) == [0, 1, 4]',
    ])
    expect(lines[0]).toBe(4)
    expect(blame[0]!.reason).toContain('made the wrong 6 of check 0')
  })

  it('names the loop that never ends, and what it waits for', async () => {
    const source =
      'def halve(n):\n    steps = 0\n    while n != 1:\n        n = n // 2\n        steps += 1\n    return steps\n'
    const { lines, blame } = await judge(source, ['assert halve(0) == 0', 'assert halve(8) == 3'])
    expect(lines.slice(0, 2).sort()).toEqual([3, 4])
    expect(blame.map(({ reason }) => reason).join()).toMatch(/went round at least \d{3,} times in check 0/)
  })

  it('names the recursion without a floor', async () => {
    const source = 'def depth(n):\n    if n == 0:\n        return 0\n    return 1 + depth(n - 2)\n'
    const { lines } = await judge(source, ['assert depth(3) == 2', 'assert depth(4) == 2'])
    expect(lines.slice(0, 2).sort()).toEqual([2, 4])
  })

  it('names where an exception came up, and what led there', async () => {
    const source = 'def last(xs):\n    n = len(xs)\n    return xs[n]\n'
    const { lines, blame } = await judge(source, ['assert last([1, 2]) == 2'])
    expect(lines.slice(0, 2)).toEqual([3, 2])
    expect(blame[0]!.reason).toContain('raised IndexError: list index out of range in check 0')
    expect(blame[0]!.evidence.map(({ text }) => text).join()).toContain('`xs[n]` raised IndexError')
  })

  it('watches a program that cannot be loaded while it tries', async () => {
    const source = 'def half(n):\n    return n / 0\nHALF = half(4)\ndef f():\n    return HALF\n'
    const { lines, blame } = await judge(source, ['assert f() == 2'])
    expect(lines[0]).toBe(2)
    expect(blame[0]!.evidence[0]!.checkId).toBe('loading')
  })

  it('points at the error of a source that cannot be read', async () => {
    expect((await judge('def f(x)\n    return x\n', ['assert f(1) == 1'])).lines).toEqual([1])
  })

  it('still has an order of suspicion for a run that left no trace', async () => {
    const source = 'import ctypes\ndef f(n):\n    if n:\n        ctypes.string_at(0)\n    return n\n'
    const { verdict, lines } = await judge(source, ['assert f(1) == 1'])
    expect(verdict).toBe('fail')
    expect(lines).toContain(3)
  })
})
