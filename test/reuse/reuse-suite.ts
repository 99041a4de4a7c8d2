import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CheckResult } from '../../src/core/execution.ts'
import { program } from '../../src/core/program.ts'
import type { ExecutionRequest, Runtime } from '../../src/core/runtime.ts'
import { attackChecks, attackLimits, endingOf, expectedEnding } from '../hostile/attack.ts'
import { attacks } from '../hostile/attacks.ts'

/** Attacks that take much and leave nothing behind: the audit lets them share a child. */
export const SHARED_ATTACKS: readonly string[] = [
  'memory taken by a list',
  'memory taken in small pieces',
  'memory taken by one long string',
  'memory taken by one huge int',
  'an endless loop',
  'an endless loop while the program loads',
  'an endless loop in C',
  'a regular expression that backtracks for ever',
  'an endless generator that the check sums up',
  'stdout without end',
  'a huge result',
  'a result of many digits',
  'a result that is nested deeply',
  'a result that contains itself',
  'recursion without end',
  'a forged assertion',
]

const checks = [{ kind: 'assert', id: 'right', source: 'assert f(1) == 2' }] as const
const HARMLESS = 'def f(x):\n    print(x)\n    return x + 1\n'
/** It leaves nothing behind either, but for that it would have to be trusted. */
const STATEFUL = 'class State:\n    n = 1\ndef f(x):\n    return x + State.n\n'

/** What sharing a child means, on a runtime with one lane. */
export const reuseSuite = (name: 'native' | 'pyodide', open: () => Promise<Runtime>): void => {
  describe(`a child that programs share on ${name}`, () => {
    let runtime: Runtime
    beforeAll(async () => {
      runtime = await open()
    })
    afterAll(() => runtime.close())

    const run = (source: string, request: ExecutionRequest = {}) =>
      runtime.execute(program(source), { checks, reuse: true, ...request })
    const judged = async (source: string, request: ExecutionRequest = {}) =>
      (await run(source, request)).checks.map(({ verdict, integrity }: CheckResult) => `${verdict} ${integrity}`)
    /** Whatever was there before, the child that serves now has served one harmless program. */
    const begin = async () => {
      await judged(STATEFUL)
      expect(await judged(HARMLESS)).toEqual(['pass split'])
    }

    test('serves the next harmless program, and says so', async () => {
      await begin()
      expect(await judged(HARMLESS)).toEqual(['pass reused'])
      expect(await judged('def f(x): return x\n')).toEqual(['fail reused'])
    })

    test('serves no program that does not ask for it, none that could leave something, and no trace', async () => {
      for (const [source, request] of [
        [HARMLESS, { reuse: false }],
        [STATEFUL, {}],
        ['import random\ndef f(x): return x + 1\n', {}],
        [HARMLESS, { trace: 'line' }],
        [HARMLESS, { entry: { kind: 'call', expression: 'f(1)' } }],
        [HARMLESS, { limits: { memoryMb: 300 } }],
      ] satisfies readonly (readonly [string, ExecutionRequest])[]) {
        await begin()
        expect(await judged(source, request)).toEqual(['pass split'])
      }
    })

    test('is not used again after a program that ended it, or was stopped', async () => {
      await begin()
      expect(await judged('def f(x):\n    while True: pass\n', { limits: { cpuMs: 200 } })).toEqual(['fail reused'])
      expect(await judged(HARMLESS)).toEqual(['pass split'])
    })

    test('tells each program its own output and its own time', async () => {
      await begin()
      const busy = 'def f(x):\n    print("busy")\n    return sum(range(2000000)) * 0 + x + 1\n'
      const [first, second] = [(await run(busy)).checks[0]!, (await run(HARMLESS)).checks[0]!]
      expect([first.integrity, first.stdout.text, second.integrity, second.stdout.text]).toEqual([
        'reused',
        'busy\n',
        'reused',
        '1\n',
      ])
      expect(second.usage.cpuMs).toBeLessThan(first.usage.cpuMs)
    })

    test('is replaced after 64 programs', async () => {
      await begin()
      const judgements = []
      for (let served = 1; served < 65; served++) judgements.push(...(await judged(HARMLESS)))
      expect(judgements.slice(0, 63)).toEqual(Array(63).fill('pass reused'))
      expect(judgements[63]).toBe('pass split')
    })

    for (const attack of attacks.filter((each) => SHARED_ATTACKS.includes(each.name)))
      test(`has each program after it right: ${attack.name}`, async () => {
        await begin()
        const execution = await runtime.execute(program(attack.program), {
          checks: attackChecks(attack),
          limits: { ...attackLimits, ...attack.limits },
          reuse: true,
        })
        const { version } = await runtime.facts()
        expect(endingOf(execution)).toBe(expectedEnding(attack.expect[name], version))
        expect((await judged(HARMLESS))[0]).toMatch(/^pass /)
      })
  })
}
