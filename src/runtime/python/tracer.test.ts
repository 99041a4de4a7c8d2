import fc from 'fast-check'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { generatedProgram } from '../../../test/trace/generated-program.ts'
import type { Trace } from '../../core/trace.ts'
import { minorOf, pythons, script, stepText, take, traceTests, tracerFolder } from '../../../test/trace/watch.ts'
import type { Watched } from '../../../test/trace/watch.ts'
import { decodeTrace } from './decode-trace.ts'

const installed = await pythons()
const newest = installed.find((each) => minorOf(each) >= 11)
const corpus = readdirSync(`${traceTests}corpus`).map((name) => `${traceTests}corpus/${name}`)

/** Programs of the corpus that this version of Python can read: `match_310.py` needs 3.10. */
const readable = (minor: number): string[] =>
  corpus.filter((path) => Number(/_3(\d+)\.py$/.exec(path)?.[1] ?? 0) <= minor)

const traceOf = (watched: Watched): Trace => decodeTrace(take(newest!, watched).at(-1)!)
const stepsOf = (watched: Watched): readonly string[] => traceOf(watched).steps.map(stepText)

describe.skipIf(installed.length === 0)('a watched program', () => {
  it.each(installed)('prints, raises and leaves what it does unwatched, at every level, on $version', (python) => {
    const seen = script(python, 'compare.py', [tracerFolder, 'coverage,line,full', ...readable(minorOf(python))])
    const different = seen
      .map((line) => JSON.parse(line) as [string, unknown[]])
      .filter(([, found]) => found.length > 0)
    expect(different).toEqual([])
    expect(seen).toHaveLength(readable(minorOf(python)).length)
  })

  it.each(installed)(
    'that the rewriter refuses is watched line by line, with nothing changed either, on $version',
    (python) => {
      const calm = readable(minorOf(python)).filter((path) => !path.includes('introspection'))
      const seen = script(python, 'compare.py', [tracerFolder, 'lines', ...calm])
      expect(
        seen.map((line) => JSON.parse(line) as [string, unknown[]]).filter(([, found]) => found.length > 0),
      ).toEqual([])
    },
  )

  it.each(installed)('fails to compile as it does unwatched, on $version', (python) => {
    expect(script(python, 'rejected.py', [tracerFolder])).toEqual(['7 rejected alike'])
  })

  it('does what it does unwatched, whatever the program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-trace-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    let made = 0
    const sameWatched = (sources: readonly string[]) => {
      const paths = sources.map((source) => {
        const path = join(folder, `${made++}.py`)
        writeFileSync(path, source)
        return path
      })
      const seen = script(installed[0]!, 'compare.py', [tracerFolder, 'coverage,line,full', ...paths])
      expect(seen.map((line) => JSON.parse(line)[1])).toEqual(paths.map(() => []))
    }
    const batches = fc.array(generatedProgram(), { minLength: 40, maxLength: 40 })
    fc.assert(fc.property(batches, sameWatched), { numRuns: 2 })
    expect(made).toBeGreaterThanOrEqual(80)
  })

  it.each(installed)('may be any module of the standard library, on $version', (python) => {
    const [summary, ...failures] = script(python, 'stdlib.py', [tracerFolder, '100'])
    expect(failures).toEqual([])
    expect(Number(summary?.split(' ')[0])).toBeGreaterThan(4)
  })
})

describe.skipIf(installed.length === 0)('the lines of a trace', () => {
  // Before 3.10 and from 3.12 on, the interpreter reports lines of `finally` and of comprehensions in another order.
  const usual = installed.filter((each) => minorOf(each) === 10 || minorOf(each) === 11)
  const names = ['statements', 'classes', 'generators', 'algorithms', 'unicode']

  it.each(usual.flatMap((python) => (['line', 'full'] as const).map((level) => ({ ...python, level }))))(
    'are those that sys.settrace reports, on $version at level $level',
    ({ level, ...python }) => {
      const paths = names.map((name) => `${traceTests}corpus/${name}.py`)
      for (const line of script(python, 'oracle.py', [tracerFolder, level, ...paths])) {
        const told = JSON.parse(line) as Told
        expect({ path: told.path, events: eventsOf(told) }).toEqual({ path: told.path, events: told.events })
        expect(told.events.length).toBeGreaterThan(10)
      }
    },
  )
})

interface Told {
  readonly path: string
  readonly events: readonly unknown[]
  readonly trace: string
  readonly skipped: readonly number[]
  readonly lazy: readonly string[]
}

/** The steps as `oracle.py` tells what the interpreter reports: a line that follows itself counts once. */
const eventsOf = ({ trace, skipped, lazy }: Told): readonly unknown[] => {
  const events: [string, string | number][] = []
  for (const step of decodeTrace(Buffer.from(trace, 'base64')).steps) {
    const line = step.at.from.line
    if (step.kind === 'call' && step.name !== '<lambda>' && !lazy.includes(step.name)) events.push(['call', step.name])
    const last = events.at(-1)
    if (step.kind === 'line' && !skipped.includes(line) && !(last?.[0] === 'line' && last[1] === line))
      events.push(['line', line])
  }
  return events
}

describe.skipIf(newest === undefined)('the steps of a trace', () => {
  it('tell calls, statements, turns, outcomes and values, with their exact places', () => {
    const source =
      'def f(a, b):\n    c = []\n    for x in a:\n        if x > b and x != 7:\n            c.append(x * 2)\n    return c\n'
    expect(stepsOf({ source, calls: ['f([1, 5, 7], 2)'] })).toEqual([
      'call 1:1-12 a=[1, 5, 7]@1 b=2',
      'line 2:5-11 c=[]@2',
      'line 3:5-15',
      'iterate 3:9-15 #1 x=1',
      'line 4:9-28',
      'branch 4:12-17 false',
      'branch 4:12-28 false',
      'iterate 3:9-15 #2 x=5',
      'line 4:9-28',
      'branch 4:12-17 true',
      'branch 4:22-28 true',
      'branch 4:12-28 true',
      'line 5:13-28 c=[10]@2',
      'value 5:22-27 10',
      'iterate 3:9-15 #3 x=7',
      'line 4:9-28',
      'branch 4:12-17 true',
      'branch 4:22-28 false',
      'branch 4:12-28 false',
      'line 6:5-13',
      'return 6:5-13 [10]',
    ])
  })

  it('count columns in characters', () => {
    const source = "def f(ключ):\n    return {'é': '漢字'}[ключ] + '🙂' + str(len(ключ))\n"
    expect(stepsOf({ source, calls: ["f('é')"] })).toEqual([
      "call 1:1-12 ключ='é'",
      'line 2:5-52',
      "value 2:12-29 '漢字'",
      "value 2:12-35 '漢字🙂'",
      'value 2:42-51 1',
      "value 2:38-52 '1'",
      "value 2:12-52 '漢字🙂1'",
      "return 2:5-52 '漢字🙂1'",
    ])
  })

  it('tell where an exception came up, passed and was caught', () => {
    const source =
      'def g(x):\n    y = x + 1\n    return 1 / (y - 1)\n\ndef f():\n    try:\n        return g(0)\n    except ZeroDivisionError as e:\n        return str(e)\n'
    expect(stepsOf({ source, calls: ['f()'] })).toEqual([
      'call 5:1-8',
      'line 7:9-20',
      '  call 1:1-9 x=0',
      '  line 2:5-14 y=1',
      '  value 2:9-14 1',
      '  line 3:5-23',
      '  value 3:17-22 0',
      '  raise 3:12-23 ZeroDivisionError: division by zero',
      'raise 7:16-20 ZeroDivisionError: division by zero, caught',
      "line 8:5-34 e=ZeroDivisionError('division by zero')",
      'line 9:9-22',
      "value 9:16-22 'division by zero'",
      "return 9:9-22 'division by zero'",
    ])
  })

  it('tell a change of an object under every name that refers to it, also one made by a function that was called', () => {
    const source =
      'def put(to):\n    to.append(1)\n\ndef f(a):\n    b = a\n    c = [a, 0]\n    put(b)\n    c[0][0] += 1\n    return a\n'
    expect(stepsOf({ source, calls: ['f([5])'], level: 'line' })).toEqual([
      'call 4:1-9 a=[5]@1',
      'line 5:5-10 b=[5]@1',
      'line 6:5-15 c=[[5], 0]@2',
      'line 7:5-11 a=[5, 1]@1 b=[5, 1]@1 c=[[5, 1], 0]@2',
      '  call 1:1-12 to=[5]@1',
      '  line 2:5-17 to=[5, 1]@1',
      '  return 2:5-17 None',
      'line 8:5-17 a=[6, 1]@1 b=[6, 1]@1 c=[[6, 1], 0]@2',
      'line 9:5-13',
      'return 9:5-13 [6, 1]',
    ])
  })

  it('follow what methods and functions of the library do to their arguments', () => {
    const source =
      'import heapq, random\nfrom collections import deque\n\ndef f(xs):\n    heapq.heapify(xs)\n    smallest = heapq.heappop(xs)\n    q = deque(xs)\n    q.rotate(1)\n    d = {}\n    d.setdefault("k", []).append(smallest)\n    d["k"].extend([7])\n    xs.sort(reverse=True)\n    return d\n'
    expect(stepsOf({ source, calls: ['f([3, 1, 2])'], level: 'line' })).toEqual([
      'call 4:1-10 xs=[3, 1, 2]@1',
      'line 5:5-22 xs=[1, 3, 2]@1',
      'line 6:5-33 xs=[2, 3]@1 smallest=1',
      'line 7:5-18 q=deque([2, 3])@2',
      'line 8:5-16 q=deque([3, 2])@2',
      'line 9:5-11 d={}@3',
      "line 10:5-43 d={'k': [1]}@3",
      "line 11:5-23 d={'k': [1, 7]}@3",
      'line 12:5-26 xs=[3, 2]@1',
      'line 13:5-13',
      "return 13:5-13 {'k': [1, 7]}",
    ])
  })

  it('tell a change of what only a call or the way there by one names', () => {
    const source =
      'from collections import defaultdict\n\ndef f(w):\n    a = defaultdict(set)\n    b = {1: []}\n    a[1].add(7)\n    a[len(w)].add(2)\n    b[len(w)].append(3)\n    b.get(1).append(4)\n'
    expect(stepsOf({ source, calls: ['f("x")'], level: 'line' })).toEqual([
      "call 3:1-9 w='x'",
      'line 4:5-25 a=defaultdict({})@1',
      'line 5:5-16 b={1: []}@2',
      'line 6:5-16 a=defaultdict({1: {7}})@1',
      'line 7:5-21 a=defaultdict({1: {2, 7}})@1',
      'line 8:5-24 b={1: [3]}@2',
      'line 9:5-23 b={1: [3, 4]}@2',
      'return 9:5-23 None',
    ])
  })

  it('keep the variable of a comprehension out of those of the function, also where its object changes', () => {
    const source =
      'class C:\n    n = 0\n\n    def up(self):\n        self.n += 1\n\ndef f(cs):\n    done = [c.up() for c in cs]\n    c = 5\n'
    expect(stepsOf({ source, calls: ['f([C()])'], level: 'line' }).filter((step) => !step.startsWith('  '))).toEqual([
      'call 7:1-10 cs=[C()]@1',
      'line 8:5-32 done=[None]@3 cs=[C(n=1)]@1',
      'iterate 8:24-31 #1 c=C()@2',
      'line 9:5-10 c=5',
      'return 9:5-10 None',
    ])
  })

  it('mark generators and coroutines that wait and go on', () => {
    const source =
      'def g(n):\n    for i in range(n):\n        got = yield i\n    return "end"\n\ndef d():\n    r = yield from g(2)\n\ndef f():\n    return list(d())\n'
    expect(stepsOf({ source, calls: ['f()'], level: 'line' })).toEqual([
      'call 9:1-8',
      'line 10:5-21',
      '  call 6:1-8',
      "  line 7:5-24 r='end'",
      '    call 1:1-9 n=2',
      '    line 2:5-22',
      '    iterate 2:9-22 #1 i=0',
      '    line 3:9-22 got=None',
      '    yield 3:15-22 0',
      '    iterate 2:9-22 #2 i=1',
      '    line 3:9-22',
      '    yield 3:15-22 1',
      '    line 4:5-17',
      "    return 4:5-17 'end'",
      '  return 7:5-24 None',
      'return 10:5-21 [0, 1]',
    ])
  })

  it('are the first and the last of a long run, with those between counted and every place covered', () => {
    const source =
      'def f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    if s < 0:\n        s = 1\n    return s\n'
    const whole = traceOf({ source, calls: ['f(5000)'], level: 'line', steps: 1_000_000 })
    const cut = traceOf({ source, calls: ['f(5000)'], level: 'line', steps: 100 })
    expect(whole.truncated).toBeUndefined()
    expect(cut.steps.length).toBeLessThanOrEqual(110)
    expect(cut.truncated?.dropped).toBe(whole.steps.length - cut.steps.length)
    expect(cut.steps.map(stepText).slice(0, 5)).toEqual(whole.steps.map(stepText).slice(0, 5))
    expect(cut.steps.at(-1)).toEqual(whole.steps.at(-1))
    expect(cut.steps.findIndex(({ id }) => id > cut.truncated!.after)).toBe(cut.truncated!.after + 1)
    expect(cut.coverage).toEqual(whole.coverage)
  })

  it('of a function that is called again and again give way to those of its caller, and come again after a take', () => {
    const source =
      'def g(n):\n    t = n\n    for i in range(3):\n        t += i\n    return t\ndef f(n):\n    s = 0\n    for i in range(n):\n        s += g(i)\n    return s\n'
    const [, first, second] = take(newest!, { source, calls: ['f(2000)', 'f(1)'], steps: 400 }).map(decodeTrace)
    const tail = first!.steps.filter(({ id }) => id > first!.truncated!.after)
    expect(first!.steps.slice(0, 200).filter(({ kind }) => kind === 'call').length).toBeGreaterThan(5)
    expect(tail.filter(({ kind }) => kind === 'call')).toEqual([])
    expect(
      tail
        .filter(({ kind }) => kind === 'iterate')
        .map(stepText)
        .slice(-2),
    ).toEqual(['iterate 8:9-22 #1999 i=1998', 'iterate 8:9-22 #2000 i=1999'])
    expect(stepText(tail.at(-1)!)).toBe('return 10:5-13 2005000')
    expect(first!.coverage.find(({ at }) => at.from.line === 4)).toMatchObject({ count: 255 })
    expect(second!.steps.filter(({ kind }) => kind === 'call').map(stepText)).toEqual([
      'call 6:1-9 n=1',
      '  call 1:1-9 n=0',
    ])
  })

  it('of a function that calls itself go on: it reaches as deep as unwatched', () => {
    const source = 'def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n'
    const { steps, truncated } = traceOf({ source, calls: ['f(14)'], steps: 400 })
    const tail = steps.filter(({ id }) => id > truncated!.after)
    expect(tail.filter(({ kind }) => kind === 'call').length).toBeGreaterThan(10)
  })

  it('do not share a limit between takes', () => {
    const source = 'def f(n):\n    return n + 1\n'
    const [, first, second] = take(newest!, { source, calls: ['f(1)', 'f(2)'] }).map(decodeTrace)
    expect(first!.steps.map(stepText)).toEqual(['call 1:1-9 n=1', 'line 2:5-17', 'value 2:12-17 2', 'return 2:5-17 2'])
    expect(second!.steps.map(stepText)).toEqual(['call 1:1-9 n=2', 'line 2:5-17', 'value 2:12-17 3', 'return 2:5-17 3'])
  })

  it('stay within their memory where values are huge', () => {
    const source =
      'def f():\n    x, s, a = 3, "", []\n    for i in range(60):\n        x *= 10 ** 5000\n        s += "ab" * 5000\n        a = [s] * 3000\n    return len(a)\n'
    const bytes = take(newest!, { source, calls: ['f()'] }).at(-1)!
    expect(bytes.length).toBeLessThan(8_000_000)
    const steps = decodeTrace(bytes).steps
    expect(steps.at(-1)).toMatchObject({ kind: 'return', value: { type: 'int', text: '3000' } })
    expect(Math.max(...steps.map((step) => stepText(step).length))).toBeLessThan(3000)
  })
})

describe.skipIf(newest === undefined)('coverage', () => {
  it('counts statements alike at every level, and stops at 255', () => {
    const source = readFileSync(`${traceTests}corpus/algorithms.py`, 'utf8')
    const counts = (level: 'coverage' | 'line' | 'full') =>
      traceOf({ source, level, steps: 500 })
        .coverage.filter(({ kind }) => kind === 'statement')
        .map(({ at, count }) => `${at.from.line}:${at.from.column}-${at.to.column} ${count}`)
        .sort()
    expect(counts('line')).toEqual(counts('coverage'))
    expect(counts('full')).toEqual(counts('coverage'))
    expect(counts('full').some((each) => each.endsWith(' 255'))).toBe(true)
  })

  it('tells which operands and arms of a statement were come by', () => {
    const source = 'def f(a, b):\n    c = a and b + 1\n    return c if a else (b or 5)\n'
    const expressions = (call: string) =>
      traceOf({ source, level: 'coverage', calls: [call] })
        .coverage.filter(({ kind }) => kind === 'expression')
        .map(({ at, count }) => `${at.from.line}:${at.from.column}-${at.to.column} ${count}`)
        .sort()
    expect(expressions('f(1, 2)')).toEqual(['2:15-20 1', '3:12-13 1'])
    expect(expressions('f(0, 2)')).toEqual(['3:25-31 1'])
    expect(expressions('f(0, 0)')).toEqual(['3:25-31 1', '3:30-31 1'])
  })
})
