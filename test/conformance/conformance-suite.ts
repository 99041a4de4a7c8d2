import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { program } from '../../src/core/program.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { TraceLevel } from '../../src/core/trace.ts'
import { asserting, calling, SCRIPT } from './case.ts'
import { checkCases } from './check-cases.ts'
import { outcomeCases } from './outcome-cases.ts'

/** What every Python runtime does alike. */
export const conformanceSuite = (name: string, open: () => Promise<Runtime>): void => {
  describe(`${name} as a runtime of Python`, () => {
    let runtime: Runtime
    beforeAll(async () => {
      runtime = await open()
    })
    afterAll(() => runtime.close())

    for (const { name: title, program: source, request, expect: expected } of [...outcomeCases, ...checkCases])
      test(title, async () => {
        const candidate = program(source)
        const execution = await runtime.execute(candidate, request)
        expect(execution).toMatchObject({ programId: candidate.id, runtime: name, ...expected })
      })

    test('says what it is, and what keeps programs in', async () => {
      const { version, layers } = await runtime.facts()
      expect(runtime.language).toBe('python')
      expect(version).toMatch(/^CPython 3\.\d+\.\d+/)
      expect(layers.length).toBeGreaterThan(0)
    })

    test('the same program gives the same execution again, but for the time that it took', async () => {
      const source = program(
        'import random\nprint(random.random(), {"b", "a", "c"}, hash("x"))\ndef f(x): return [x, random.random()]\n',
      )
      const once = () => runtime.execute(source, { ...asserting('assert f(1) == 2'), trace: 'full' })
      const [first, second] = [await once(), await once()]
      const timeless = { wallMs: 0, cpuMs: 0, peakMb: 0 }
      const untimed = (execution: typeof first) => ({
        ...execution,
        usage: timeless,
        checks: execution.checks.map((check) => ({ ...check, usage: timeless })),
      })
      expect(untimed(second)).toEqual(untimed(first))
    })

    test('a trace changes nothing about the run, and says what ran', async () => {
      const source = program('def f(n):\n    total = 0\n    for i in range(n):\n        total += i\n    return total\n')
      const traced = (trace: TraceLevel) => runtime.execute(source, { ...asserting('assert f(4) == 7'), trace })
      const plain = (await traced('off')).checks[0]!
      expect(plain.trace).toBeUndefined()
      for (const level of ['coverage', 'line', 'full'] as const) {
        const { trace, ...rest } = (await traced(level)).checks[0]!
        expect({ ...rest, usage: plain.usage }).toEqual(plain)
        expect(trace?.level).toBe(level)
        expect(trace?.coverage.find(({ at }) => at.from.line === 4)?.count).toBe(4)
        if (level !== 'coverage')
          expect(trace?.steps.find(({ kind }) => kind === 'return')).toMatchObject({
            value: { type: 'int', text: '6' },
          })
      }
    })

    test('usage counts time and memory', async () => {
      const { usage } = await runtime.execute(
        program('x = bytearray(50 << 20)\nfor i in range(300000): pass\n'),
        SCRIPT,
      )
      expect(usage.cpuMs).toBeGreaterThan(1)
      expect(usage.wallMs).toBeGreaterThan(1)
      expect(usage.peakMb).toBeGreaterThan(50)
    })

    test('an abort rejects with its reason, and the next program runs right', async () => {
      const controller = new AbortController()
      const endless = runtime.execute(program('while True: pass\n'), SCRIPT, controller.signal)
      const failure = expect(endless).rejects.toThrow('enough')
      controller.abort(new Error('enough'))
      await failure
      expect((await runtime.execute(program('def f(): return 1\n'), calling('f()'))).outcome.kind).toBe('returned')
    })

    test('many programs at a time each get their own answer', async () => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, async (_, index) => {
          const { outcome } = await runtime.execute(program(`def f(): return ${index} * 11\n`), calling('f()'))
          return outcome.kind === 'returned' ? outcome.value?.text : outcome.kind
        }),
      )
      expect(answers).toEqual(answers.map((_, index) => `${index * 11}`))
    })
  })
}
