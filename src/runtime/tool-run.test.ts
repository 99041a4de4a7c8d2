import { LosslessNumber } from 'lossless-json'
import { describe, expect, it } from 'vitest'
import { BudgetSpent } from '../core/budget.ts'
import { answerStatus } from './answer-status.ts'
import { fakeToolset } from './fake-toolset.ts'
import { openToolRun } from './tool-run.ts'

const request = (op: string, args: unknown = null) => Buffer.from(JSON.stringify([op, args]))
const parsed = (bytes: Buffer) =>
  bytes[0] === answerStatus.answered
    ? [bytes.readUInt32LE(1), JSON.parse(bytes.toString('utf8', 5)) as unknown]
    : bytes[0]
const opened = (...[options, signal]: [Parameters<typeof fakeToolset>[0]?, AbortSignal?]) => {
  const run = openToolRun(fakeToolset(options), signal)
  run.begin()
  return run
}

describe('the calls of one execution', () => {
  it('are answered and numbered, and told with the steps that are known', async () => {
    const run = opened()
    expect(parsed(await run.answer(request('a', { x: ['é'] })))).toEqual([0, { x: ['é'] }])
    expect(parsed(await run.answer(request('b', 2)))).toEqual([1, 2])
    expect(run.log(new Map([[1, 7]]))).toEqual({
      calls: [
        { id: 0, op: 'a', args: { x: ['é'] }, answer: { x: ['é'] }, details: { count: 1 } },
        { id: 1, op: 'b', args: 2, answer: 2, details: { count: 2 }, stepId: 7 },
      ],
    })
  })

  it('are forgotten when the program begins anew', async () => {
    const run = opened()
    await run.answer(request('a'))
    run.begin()
    expect(parsed(await run.answer(request('b')))).toEqual([0, null])
    expect(run.log(new Map()).calls).toMatchObject([{ id: 0, op: 'b' }])
  })

  it('of a program that has begun anew meanwhile are no failure of it', async () => {
    const run = opened({ answer: () => new Promise(() => {}) })
    const answer = run.answer(request('a'))
    run.begin()
    expect(parsed(await answer)).toBe(answerStatus.failed)
    expect(run.failed('broken').failure).toMatchObject({ message: 'the toolset fake: broken' })
  })

  it('are kept up to a bound of their bytes: the first ones, and the last', async () => {
    const run = opened({ answer: () => 'x'.repeat(6 << 20) })
    for (const op of ['a', 'b', 'c', 'd']) await run.answer(request(op))
    const { calls, dropped } = run.log(new Map())
    expect(calls.map(({ id, op }) => [id, op])).toEqual([
      [0, 'a'],
      [1, 'b'],
      [3, 'd'],
    ])
    expect(dropped).toBe(1)
  })

  it.each([
    ['', 'nothing'],
    ['[', 'no JSON'],
    ['{"op": "a", "args": 1}', 'another form'],
    ['["a"]', 'too little'],
    ['["a", 1, 2]', 'too much'],
    ['[1, 2]', 'no name'],
    [`["a", ${'['.repeat(300)}${']'.repeat(300)}]`, 'what is nested too deep'],
    [`["a", ${'['.repeat(200_000)}${']'.repeat(200_000)}]`, 'what is nested far too deep'],
    [`["a", "\ud800`, 'half a text'],
  ])('are forged where they are %o: %s', async (text) => {
    const run = opened()
    expect(parsed(await run.answer(Buffer.from(text)))).toBe(answerStatus.forged)
    expect(run.log(new Map())).toEqual({ calls: [] })
  })

  it('give the program a number as its text is, and the log a plain one', async () => {
    const run = opened({ answer: () => new LosslessNumber('3.0') })
    const bytes = await run.answer(request('a'))
    expect(bytes.toString('utf8', 5)).toBe('3.0')
    expect(run.log(new Map()).calls[0]?.answer).toBe(3)
  })

  it.each([[Number.NaN], [[1, [Infinity]]], [undefined], [[undefined]], [{ a: () => 1 }]])(
    'fail where the answer is %o, which JSON cannot say',
    async (answer) => {
      const run = opened({ answer: () => answer as never })
      expect(parsed(await run.answer(request('a')))).toBe(answerStatus.failed)
      expect(run.failed('').failure).toMatchObject({ boundary: 'toolset' })
    },
  )

  it('fail as the toolset does, and a spent budget is no fault', async () => {
    const spent = new BudgetSpent('tokens')
    const run = opened({ answer: () => Promise.reject(spent) })
    expect(parsed(await run.answer(request('a')))).toBe(answerStatus.failed)
    expect(run.failed('a call failed').failure).toBe(spent)
    run.begin()
    expect(run.failed('its prelude is broken').failure).toMatchObject({
      boundary: 'toolset',
      message: 'the toolset fake: its prelude is broken',
    })
  })

  it('are not waited for when the program has ended, though the toolset goes on', async () => {
    let heard: AbortSignal | undefined
    const run = opened({
      answer: (_, signal) => {
        heard = signal
        return new Promise(() => {})
      },
    })
    const answer = run.answer(request('a'))
    run.end()
    expect(parsed(await answer)).toBe(answerStatus.failed)
    expect(heard?.aborted).toBe(true)
  })

  it('are ended by the signal of the execution, with its reason', async () => {
    const controller = new AbortController()
    const run = opened({ answer: () => new Promise(() => {}) }, controller.signal)
    const answer = run.answer(request('a'))
    controller.abort(new Error('enough'))
    expect(parsed(await answer)).toBe(answerStatus.failed)
    run.end()
    expect(run.log(new Map())).toEqual({ calls: [], dropped: 1 })
  })
})
