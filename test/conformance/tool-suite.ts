import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EngineError } from '../../src/core/engine-error.ts'
import type { Execution } from '../../src/core/execution.ts'
import { program } from '../../src/core/program.ts'
import type { ExecutionRequest, Runtime } from '../../src/core/runtime.ts'
import type { TraceLevel } from '../../src/core/trace.ts'
import { fakeToolset } from '../../src/testing.ts'
import { toolCases } from './tool-cases.ts'

/** What a program sees and leaves, but for the time that it took and what a trace adds. */
const seen = ({ outcome, stdout, stderr, checks, tools }: Execution) => ({
  outcome,
  stdout,
  stderr,
  checks: checks.map(({ verdict, outcome: how, calls }) => ({ verdict, how, calls })),
  calls: tools?.calls.map(({ op, args, answer }) => ({ op, args, answer })),
})

/** How every Python runtime lets programs call tools. Its runtime has two lanes. */
export const toolSuite = (name: string, open: () => Promise<Runtime>): void => {
  describe(`tools on ${name}`, () => {
    let runtime: Runtime
    beforeAll(async () => {
      runtime = await open()
    })
    afterAll(() => runtime.close())

    const run = (source: string, request: ExecutionRequest, signal?: AbortSignal) =>
      runtime.execute(program(source), request, signal)
    const isWell = async () =>
      expect(await run("def main(): return ask('x', 7)\n", { tools: fakeToolset() })).toMatchObject({
        outcome: { kind: 'returned', value: { text: '7' } },
      })

    for (const { name: title, program: source, request, expect: expected } of toolCases)
      test(title, async () => {
        const plain = await run(source, request)
        expect(plain).toMatchObject(expected)
        for (const trace of ['full', 'line'] as const)
          expect(seen(await run(source, { ...request, trace }))).toEqual(seen(plain))
      })

    test('a call that cannot be served fails the execution, and no program can go on from it', async () => {
      const broken = fakeToolset({ answer: () => Promise.reject(new Error('the camera is gone')) })
      const source = "def main():\n    try: ask('look')\n    except BaseException: pass\n    return 'well'\n"
      for (const trace of ['off', 'full'] as const)
        await expect(run(source, { tools: broken, trace })).rejects.toMatchObject({
          boundary: 'toolset',
          message: 'the toolset fake could not serve look: the camera is gone',
          cause: { message: 'the camera is gone' },
        })
      expect(broken.asked).toHaveLength(2)
      await isWell()
    })

    test('a fault that is attributed already stays what it is', async () => {
      const fault = new EngineError('model', 'the server is busy')
      const tools = fakeToolset({ answer: () => Promise.reject(fault) })
      await expect(run("def main(): ask('x')\n", { tools })).rejects.toBe(fault)
      const check = { kind: 'assert', id: 'a', source: 'try:\n    main()\nexcept BaseException:\n    pass' } as const
      await expect(
        run("def main(): ask('x')\n", { tools, entry: { kind: 'call', expression: '0' }, checks: [check] }),
      ).rejects.toBe(fault)
      await isWell()
    })

    test.each([
      ['prelude that raises', { prelude: '\nraise KeyError("lens")\n' }, /fake: its prelude raised KeyError: 'lens'/],
      ['prelude that does not compile', { prelude: '\ndef (:\n' }, /fake: its Python does not compile/],
      ['entry that does not compile', { entry: 'main(' }, /fake: its Python does not compile/],
      ['answer that JSON cannot say', { answer: () => Number.NaN }, /fake could not serve x/],
    ])('a %s is the toolset’s fault', async (_, options, message) => {
      const failure = run("def main(): return ask('x')\n", { tools: fakeToolset(options) })
      await expect(failure).rejects.toMatchObject({
        boundary: 'toolset',
        message: expect.stringMatching(message) as string,
      })
      await isWell()
    })

    test('the prelude itself may call tools, before the program does', async () => {
      const tools = fakeToolset({ prelude: "\nfirst = call_tool('first', 1)\n" })
      const { outcome, tools: log } = await run("def main(): return [first, ask('x', 2)]\n", { tools, trace: 'full' })
      expect(outcome).toMatchObject({ value: { text: '[1, 2]' } })
      expect(log?.calls.map(({ op }) => op)).toEqual(['first', 'x'])
    })

    test('only the first thousand calls and the last are kept, and the others counted', async () => {
      const { tools } = await run("def main():\n    for n in range(1200): ask('n', n)\n", { tools: fakeToolset() })
      expect(tools?.calls).toHaveLength(1001)
      expect(tools?.calls.slice(-2)).toMatchObject([
        { id: 999, args: 999 },
        { id: 1199, args: 1199 },
      ])
      expect(tools?.dropped).toBe(199)
    })

    test('a program over the limit of calls leaves its trace', async () => {
      const source = "def main():\n    for n in range(9): ask('n', n)\n"
      for (const trace of ['line', 'full'] as const) {
        const { outcome, trace: taken } = await run(source, {
          tools: fakeToolset(),
          trace,
          limits: { toolCalls: 4 },
        })
        expect(outcome).toEqual({ kind: 'exceeded', limit: 'toolCalls' })
        expect(taken?.steps.filter(({ kind }) => kind === 'iterate')).toHaveLength(5)
      }
    })

    const forgeries = [
      "import os\ndef main():\n    os.close(4)\n    return ask('x')\n",
      "import os, struct\ndef main():\n    for number in range(1, 9):\n        os.write(4, struct.pack('<II', 5, number | 1 << 31) + b'hello')\n    return os.read(3, 99)\n",
      "import os, struct\ndef main():\n    ask('x')\n    os.write(4, struct.pack('<II', 1 << 30, 3 | 1 << 31))\n    return os.read(3, 99)\n",
      "import os\ndef main():\n    tools = os.open('/dev/tools', os.O_RDWR)\n    os.write(tools, b'[\"x\"]')\n    return os.read(tools, 99)\n",
      "import os\ndef main():\n    tools = os.open('/dev/tools', os.O_RDWR)\n    os.write(tools, b'[' * (1 << 19))\n",
      "import os\ndef main():\n    tools = os.open('/dev/tools', os.O_RDWR)\n    os.write(tools, b'[\"x\", ' + b'[' * 300000 + b']' * 300001)\n",
    ]
    test.each(forgeries)('a forged call does no harm: %#', async (source) => {
      for (const tools of [fakeToolset(), undefined]) {
        const entry = tools === undefined ? ({ kind: 'call', expression: 'main()' } as const) : undefined
        const { outcome } = await run(source, {
          ...(tools && { tools }),
          ...(entry && { entry }),
          limits: { wallMs: 5000, cpuMs: 300 },
        })
        // A runtime that has not got the way does not let the program find it.
        const refused = outcome.kind === 'raised' && /OSError|FileNotFoundError|NameError/.test(outcome.error)
        expect(refused || outcome.kind === 'blocked' ? 'stopped' : outcome).toBe('stopped')
      }
      await isWell()
    })

    test('threads that call tools at once each get their own answer, where there are threads', async () => {
      const source =
        "from concurrent.futures import ThreadPoolExecutor\ndef main():\n    with ThreadPoolExecutor(4) as pool:\n        return list(pool.map(lambda n: ask('n', n), range(40))) == list(range(40))\n"
      const { outcome } = await run(source, { tools: fakeToolset(), limits: { processes: 8 } })
      expect([
        { kind: 'returned', value: { type: 'bool', text: 'True' } },
        { kind: 'exceeded', limit: 'processes' },
      ]).toContainEqual(outcome)
      await isWell()
    })

    test('executions that wait for their tools do not wait for one another', async () => {
      let arrived = 0
      let open = () => {}
      const both = new Promise<void>((resolve) => (open = resolve))
      const answer = async () => {
        if (++arrived === 2) open()
        await both
        return arrived
      }
      const tools = fakeToolset({ answer })
      const one = () => run("def main(): return ask('meet')\n", { tools })
      const [first, second] = await Promise.all([one(), one()])
      expect([first.outcome, second.outcome]).toMatchObject([{ value: { text: '2' } }, { value: { text: '2' } }])
    })

    test('an abort ends a call that is under way, and the execution with it', async () => {
      const controller = new AbortController()
      let heard: AbortSignal | undefined
      const tools = fakeToolset({
        answer: (_, signal) => {
          heard = signal
          controller.abort(new Error('enough'))
          return new Promise(() => {})
        },
      })
      await expect(run("def main(): ask('x')\n", { tools }, controller.signal)).rejects.toThrow('enough')
      expect(heard?.aborted).toBe(true)
      await isWell()
    })

    test('no clock of the program runs while the host answers', async () => {
      const answer = () => new Promise<null>((resolve) => setTimeout(resolve, 1300, null))
      const check = {
        kind: 'assert',
        id: 'a',
        source: 'for _ in range(200): quick()\nassert main() is None\nfor _ in range(200): quick()',
      } as const
      const { outcome, usage, checks } = await run("def main(): return ask('slow')\n\ndef quick(): pass\n", {
        tools: fakeToolset({ answer }),
        limits: { wallMs: 1000, cpuMs: 1000 },
        checks: [check],
        trace: 'full',
      })
      expect(outcome).toMatchObject({ kind: 'returned' })
      expect(checks).toMatchObject([{ verdict: 'pass' }])
      expect(usage.wallMs).toBeLessThan(1000)
    })

    const traced = async (source: string, trace: TraceLevel) => {
      const { trace: taken, tools } = await run(source, { tools: fakeToolset(), trace })
      const lines = source.split('\n')
      return tools?.calls.map(({ op, stepId }) => {
        const step = taken?.steps.find(({ id }) => id === stepId)
        if (step === undefined) return [op]
        const { from, to } = step.at
        return [
          op,
          step.kind,
          lines[from.line - 1]?.slice(from.column - 1, from.line === to.line ? to.column - 1 : undefined),
        ]
      })
    }

    test('a call is told by the step of its expression, wherever that stands', async () => {
      const source = `def main():
    a = Thing('a')
    if a.find('bc') and not a.is_at(4):
        found = [b for b in a.find('de') if b.is_at(1)]
    while any(c.is_at(0) for c in found):
        break
    total = 0
    total += ask('sum', 1) + ask('sum', 2)
    text = ask(
        'split')
    rest = {ask('key', 'k'): a.twice(5)}
    kept = []
    kept.append(ask('item'))
    best = max(a.find('xy'), key=lambda d: ask('score', d.place))
    return done(ask('last'))
`
      expect(await traced(source, 'full')).toEqual([
        ['find', 'value', "a.find('bc')"],
        ['is at', 'value', 'a.is_at(4)'],
        ['find', 'value', "a.find('de')"],
        ['is at', 'value', 'b.is_at(1)'],
        ['is at', 'value', 'b.is_at(1)'],
        ['is at', 'value', 'c.is_at(0)'],
        ['sum', 'value', "ask('sum', 1)"],
        ['sum', 'value', "ask('sum', 2)"],
        ['split', 'value', 'ask('],
        ['key', 'value', "ask('key', 'k')"],
        ['first', 'value', 'a.twice(5)'],
        ['second', 'value', 'a.twice(5)'],
        ['item', 'value', "ask('item')"],
        ['find', 'value', "a.find('xy')"],
        ['score', 'value', "ask('score', d.place)"],
        ['score', 'value', "ask('score', d.place)"],
        ['last', 'value', "ask('last')"],
      ])
    })

    test('a call is told by its statement, where expressions have no steps', async () => {
      const source = `def main():
    a = Thing('a')
    found = a.find('bc')
    while ask('go on', len(found)):
        found = [b for b in found if b.is_at(
            7)]
    for each in a.find('d'): ask('in', 1)
    return a.is_at(1)
`
      expect(await traced(source, 'line')).toEqual([
        ['find', 'line', "found = a.find('bc')"],
        ['go on', 'line', "while ask('go on', len(found))"],
        ['is at', 'line', 'found = [b for b in found if b.is_at('],
        ['is at', 'line', 'found = [b for b in found if b.is_at('],
        ['go on', 'branch', "ask('go on', len(found))"],
        ['find', 'line', "for each in a.find('d')"],
        ['in', 'line', "ask('in', 1)"],
        ['is at', 'line', 'return a.is_at(1)'],
      ])
      expect(await traced(source, 'coverage')).toEqual(await traced(source, 'off'))
    })

    test('steps keep their numbers where others before them were dropped', async () => {
      const source =
        "def main():\n    ask('early')\n    for n in range(3000):\n        n += 1\n    return ask('late')\n"
      const { trace, tools } = await run(source, { tools: fakeToolset(), trace: 'full', limits: { traceSteps: 200 } })
      expect(trace?.truncated?.dropped).toBeGreaterThan(1000)
      const at = (index: number) => trace?.steps.find(({ id }) => id === tools?.calls[index]?.stepId)
      expect(at(0)).toMatchObject({ kind: 'value', at: { from: { line: 2, column: 5 } } })
      expect(at(1)).toMatchObject({ kind: 'value', at: { from: { line: 5, column: 12 } } })
    })

    test('a view lists all objects of the toolset in it, though its text is cut, and tells them apart', async () => {
      const source = `def main():
    a = Thing('a')
    many = a.find('x' * 60)
    one = many[7]
    one.place = 99
    for each in a.find('yz'):
        moved = Thing(each.name, 5)
    return many
`
      const { trace, outcome } = await run(source, { tools: fakeToolset(), trace: 'full' })
      const numbers = Array.from({ length: 60 }, (_, index) => index + 1)
      const found = trace?.steps.find(({ kind, at }) => kind === 'value' && at.from.line === 3)
      expect(found).toMatchObject({ value: { type: 'list', length: 60, objects: numbers } })
      expect(outcome).toMatchObject({ value: { length: 60, objects: numbers } })
      const changes = trace?.steps.flatMap((step) => ('changed' in step ? [step] : [])) ?? []
      expect(changes.find(({ at, kind }) => kind === 'line' && at.from.line === 4)?.changed['one']).toMatchObject({
        text: "Thing(name='xxx', place=7)".replace('xxx', 'x'.repeat(60)),
        objects: [8],
      })
      expect(changes.find(({ at, kind }) => kind === 'line' && at.from.line === 5)?.changed['one']).toMatchObject({
        text: "Thing(name='xxx', place=99)".replace('xxx', 'x'.repeat(60)),
        objects: [8],
      })
      const moved = changes.flatMap(({ changed }) => changed['moved'] ?? [])
      expect(moved.map(({ text }) => text)).toEqual(["Thing(name='yz', place=5)", "Thing(name='yz', place=5)"])
      expect(moved.map(({ objects }) => objects)).toEqual([[63], [64]])
      expect(new Set(moved.map(({ identity }) => identity)).size).toBe(2)
    })
  })
}
