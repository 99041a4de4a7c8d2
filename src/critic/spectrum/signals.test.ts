import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../core/execution.ts'
import type { Covered, Step, Trace, ValueView } from '../../core/trace.ts'
import { loadPython } from '../../syntax/python.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { unitTable } from '../../syntax/unit-table.ts'
import { contrastOf } from './contrast.ts'
import type { Contrast, Signal, SignalKind } from './contrast.ts'
import { spectrum, spectrumSignals } from './coverage.ts'
import { criterionOf } from './criterion.ts'
import { exceptionSignals } from './exception-site.ts'
import { flowSignals } from './flow.ts'
import { formulas } from './formulas.ts'
import { originSignals } from './origin.ts'
import { prior } from './prior.ts'
import { rank } from './rank.ts'
import { spinSignals } from './spin.ts'
import { importance } from './tally.ts'
import { valueSignals } from './value-signals.ts'

const python = await loadPython()

/** One step by hand: kind, the source text of its place, depth, and what it saw. */
type Line = readonly [
  kind: Step['kind'],
  place: string,
  depth: number,
  seen?: string | boolean | Record<string, string>,
]

const view = (text: string): ValueView => ({
  type: /^-?\d+$/.test(text) ? 'int' : text.startsWith('[') ? 'list' : 'str',
  text,
})

/** A run of the source on one check. Every place of a step is covered; `at` of a place is one object, as in real traces. */
const runOf = (
  source: string,
  checkId: string,
  lines: readonly Line[],
  rest: Partial<CheckResult> = {},
): CheckResult => {
  const { lines: table } = python.parse(source)
  const spans = new Map<string, Covered['at']>()
  const spanAt = (place: string) => {
    const from = source.indexOf(place)
    if (from < 0) throw new Error(`no ${place} in the source`)
    if (!spans.has(place)) spans.set(place, table.spanOf(from, from + place.length))
    return spans.get(place)!
  }
  const steps = lines.map(([kind, place, depth, seen], id): Step => {
    const common = { id, at: spanAt(place), depth }
    const changed = Object.fromEntries(
      typeof seen === 'object' ? Object.entries(seen).map(([name, text]) => [name, view(text)]) : [],
    )
    if (kind === 'call') return { ...common, kind, name: 'f', changed }
    if (kind === 'line') return { ...common, kind, changed }
    if (kind === 'iterate') return { ...common, kind, iteration: 1, changed }
    if (kind === 'branch') return { ...common, kind, taken: seen === true }
    if (kind === 'raise') return { ...common, kind, error: String(seen), caught: false }
    return { ...common, kind, value: view(String(seen)) }
  })
  const coverage = [...spans.values()].map((at) => ({ at, kind: 'statement' as const, count: 1 }))
  const trace: Trace = { level: 'full', steps, coverage }
  const usage = { wallMs: 0, cpuMs: 0, peakMb: 0 }
  return {
    checkId,
    verdict: 'fail',
    outcome: { kind: 'returned' },
    integrity: 'split',
    calls: [],
    stdout: { text: '' },
    usage,
    trace,
    ...rest,
  }
}

const pass = { verdict: 'pass' } as const
const contrast = (source: string, ...runs: readonly CheckResult[]): Contrast =>
  contrastOf(unitTable(python.parse(source)), runs)
const byLine = (signals: readonly Signal[], kind: Signal['kind']) =>
  signals
    .filter((signal) => signal.kind === kind)
    .map(({ unit, strength }) => [unit.span.from.line, Number(strength.toFixed(2))])

const choose = 'def f(n):\n    if n > 2:\n        n = n - 1\n    return n\n'
const high = (id: string, n: number, rest = {}): CheckResult =>
  runOf(
    choose,
    id,
    [
      ['call', choose.trimEnd(), 0, { n: `${n}` }],
      ['branch', 'n > 2', 0, true],
      ['line', 'n = n - 1', 0, { n: `${n - 1}` }],
      ['return', 'return n', 0, `${n - 1}`],
    ],
    rest,
  )
const low = (id: string, n: number, rest = {}): CheckResult =>
  runOf(
    choose,
    id,
    [
      ['call', choose.trimEnd(), 0, { n: `${n}` }],
      ['branch', 'n > 2', 0, false],
      ['return', 'return n', 0, `${n}`],
    ],
    rest,
  )

describe('the spectrum', () => {
  const runs = contrast(choose, high('a', 3), high('b', 4), low('c', 1, pass), low('d', 2, pass))

  it('counts the runs of each kind at every place and branch outcome that failing runs came by', () => {
    const counts = spectrum(runs).map(({ span, taken, counts }) => [
      span.from.line,
      taken,
      counts.ef,
      counts.ep,
      counts.nf,
      counts.np,
    ])
    expect(counts).toEqual([
      [1, undefined, 2, 2, 0, 0],
      [2, undefined, 2, 2, 0, 0],
      [3, undefined, 2, 0, 0, 2],
      [4, undefined, 2, 2, 0, 0],
      [2, true, 2, 0, 0, 2],
    ])
  })

  it('makes suspect what only failing runs did, and says how it came out', () => {
    const signals = spectrumSignals(runs, formulas.ochiai)
    expect(byLine(signals, 'spectrum')).toEqual([
      [1, 0.71],
      [2, 0.71],
      [3, 1],
      [4, 0.71],
      [2, 1],
    ])
    expect(signals.at(-1)).toMatchObject({
      reason: 'came out True in 2 of 2 failing checks and no passing one',
      evidence: [{ checkId: 'a', stepId: 1, text: '`n > 2` came out True' }],
    })
  })

  it('says nothing where no check passes', () => {
    expect(spectrumSignals(contrast(choose, high('a', 3)), formulas.ochiai)).toEqual([])
  })
})

describe('value signals', () => {
  it('weigh how much a predicate raises the chance of failure by how many failures it explains', () => {
    // true in 2 of 4 failing and no passing run; asked in 4 failing and 4 passing ones
    const tally = { trueFailing: 2, truePassing: 0, askedFailing: 4, askedPassing: 4, failing: 4 }
    expect(importance(tally)).toBeCloseTo(2 / (1 / 0.5 + 4 / 2), 12)
    expect(importance({ ...tally, truePassing: 2 })).toBe(0)
    expect(importance({ ...tally, trueFailing: 0 })).toBe(0)
  })

  it('find the boundary that only failing checks stand on', () => {
    const at = 'def f(a, b):\n    return a < b\n'
    const run = (id: string, a: number, b: number, rest = {}) =>
      runOf(
        at,
        id,
        [
          ['call', at.trimEnd(), 0, { a: `${a}`, b: `${b}` }],
          ['value', 'a < b', 0, 'x'],
          ['return', 'return a < b', 0, 'x'],
        ],
        rest,
      )
    const signals = valueSignals(
      contrast(at, run('a', 3, 3), run('b', 7, 7), run('c', 1, 2, pass), run('d', 5, 4, pass)),
    )
    const reasons = signals.filter(({ kind }) => kind === 'value').map(({ reason }) => reason)
    expect(reasons).toContain('`a` was equal to `b` in 2 of 2 failing checks and no passing one')
  })

  it('find the first state in time that no passing check reaches', () => {
    const signals = valueSignals(contrast(choose, high('a', 3), low('c', 1, pass)))
    const first = signals.find(({ kind }) => kind === 'first')!
    expect([first.unit.span.from.line, first.reason]).toEqual([
      2,
      '`n > 2` came out True: the first in a that no passing check sees',
    ])
  })
})

describe('flow signals', () => {
  it('grow weaker with the number of dependences to the wrong answer', () => {
    const source = 'def f(a):\n    x = a + 1\n    y = 5\n    z = x * 2\n    return z\n'
    const run = runOf(source, 'a', [
      ['call', source.trimEnd(), 0, { a: '1' }],
      ['line', 'x = a + 1', 0, { x: '2' }],
      ['line', 'y = 5', 0, { y: '5' }],
      ['line', 'z = x * 2', 0, { z: '4' }],
      ['return', 'return z', 0, '4'],
    ])
    expect(byLine(flowSignals(contrast(source, run)), 'flow')).toEqual([
      [5, 1],
      [4, 0.5],
      [1, 0.5],
      [2, 0.39],
    ])
  })
})

describe('flow signals of what did not happen', () => {
  const source = 'def f(a):\n    out = []\n    if a > 2:\n        out.append(a)\n    print(a)\n    return out\n'
  const run = runOf(source, 'a', [
    ['call', 'def f(a)', 0, { a: '1' }],
    ['line', 'out = []', 0, { out: '[]' }],
    ['line', 'if a > 2', 0],
    ['branch', 'a > 2', 0, false],
    ['line', 'print(a)', 0],
    ['return', 'return out', 0, '[]'],
  ])

  it('name what could have changed the answer but never ran, and the condition that kept it from running', () => {
    const signals = flowSignals(contrast(source, run))
    expect(byLine(signals, 'flow')).toEqual([
      [6, 1],
      [2, 0.5],
      [1, 0.5],
      [4, 0.5],
      [3, 0.39],
    ])
    const [skipped, condition] = signals.slice(-2)
    expect(skipped).toMatchObject({
      reason: 'could have changed the wrong answer of a but never ran',
      evidence: [{ checkId: 'a', stepId: 3, text: '`a > 2` came out False' }],
    })
    expect(condition!.reason).toBe('could have changed the wrong answer of a by coming out otherwise')
  })
})

describe('the criterion', () => {
  const source = 'def f(a):\n    a.sort()\n    print(a)\n'
  const lines: readonly Line[] = [
    ['call', 'def f(a)', 0, { a: '[2, 1]' }],
    ['line', 'a.sort()', 0, { a: '[1, 2]' }],
    ['line', 'print(a)', 0],
    ['return', 'print(a)', 0, 'None'],
  ]
  const stepsOf = (check: CheckResult) => {
    const { table, failing } = contrast(source, check)
    return criterionOf(table, failing[0]!).steps.map(({ id }) => id)
  }

  it('is what was returned, where the check complains of that', () => {
    expect(stepsOf(runOf(source, 'a', lines, { actual: 'None', expected: '[1, 2]' }))).toEqual([3])
  })

  it('is the last call that gave what the check complains of, not those before it', () => {
    const calls: readonly Line[] = [
      ['return', 'print(a)', 0, 'None'],
      ['return', 'print(a)', 0, '5'],
      ['return', 'print(a)', 0, '5'],
      ['return', 'print(a)', 0, 'None'],
    ]
    expect(stepsOf(runOf(source, 'a', calls, { actual: '5', expected: '4' }))).toEqual([2])
    expect(stepsOf(runOf(source, 'a', calls, { actual: '10', expected: '4' }))).toEqual([0, 1, 2, 3])
  })

  it('is what was printed, where nothing else came back', () => {
    expect(stepsOf(runOf(source, 'a', lines, { actual: '[1, 2]', expected: '[2, 1]' }))).toEqual([2])
  })

  it('is where an exception came up, not where it passed', () => {
    const outcome = {
      kind: 'raised',
      error: 'E',
      message: '',
      at: { from: { line: 2, column: 5 }, to: { line: 2, column: 13 } },
    } as const
    const raising: readonly Line[] = [
      ...lines.slice(0, 2),
      ['raise', 'a.sort()', 1, 'E'],
      ['raise', 'print(a)', 0, 'E'],
    ]
    expect(stepsOf(runOf(source, 'a', raising, { outcome }))).toEqual([2])
  })

  it('of a run that was stopped is the last step before', () => {
    const stopped: readonly Line[] = [...lines.slice(0, 2), ['raise', 'a.sort()', 0, 'OutOfTime']]
    expect(stepsOf(runOf(source, 'a', stopped, { outcome: { kind: 'exceeded', limit: 'cpuMs' } }))).toEqual([1])
  })
})

describe('origin signals', () => {
  const source = 'def f(a):\n    out = []\n    x = a * 2\n    if a:\n        out.append(x)\n    y = out\n    return y\n'
  const lines: readonly Line[] = [
    ['call', source.trimEnd(), 0, { a: '3' }],
    ['line', 'out = []', 0, { out: '[]' }],
    ['line', 'x = a * 2', 0, { x: '6' }],
    ['branch', 'a:', 0, true],
    ['line', 'out.append(x)', 0, { out: '[6]' }],
    ['line', 'y = out', 0, { y: '[6]' }],
    ['return', 'return y', 0, '[6]'],
  ]

  it('go back from the answer to where its wrong part was made', () => {
    const signals = originSignals(contrast(source, runOf(source, 'a', lines, { actual: '[6]', expected: '[5]' })))
    expect(byLine(signals, 'origin')).toEqual([[3, 1]])
    expect(signals[0]!.reason).toBe('made the wrong 6 of a')
  })

  it('blame less the condition that let it be made', () => {
    const wrong = runOf(source, 'a', lines, { actual: '[6]', expected: "'none'" })
    expect(byLine(originSignals(contrast(source, wrong)), 'origin')).toEqual([
      [5, 1],
      [4, 0.5],
    ])
  })

  it('stop at the unit that computed the part, though an input shows it too', () => {
    const twice = 'def f(a):\n    b = a + 3\n    return b - a\n'
    const run = runOf(
      twice,
      'a',
      [
        ['call', 'def f(a)', 0, { a: '3' }],
        ['line', 'b = a + 3', 0, { b: '6' }],
        ['line', 'return b - a', 0],
        ['value', 'b - a', 0, '3'],
        ['return', 'return b - a', 0, '3'],
      ],
      { actual: '3', expected: '4' },
    )
    expect(byLine(originSignals(contrast(twice, run)), 'origin')).toEqual([[3, 1]])
  })

  it('follow what a call gave into the function that gave it', () => {
    const nested = 'def g():\n    return 4\ndef f():\n    return g( )\n'
    const run = runOf(
      nested,
      'a',
      [
        ['call', 'def f()', 0],
        ['line', 'return g( )', 0],
        ['call', 'def g()', 1],
        ['return', 'return 4', 1, '4'],
        ['value', 'g( )', 0, '4'],
        ['return', 'return g( )', 0, '4'],
      ],
      { actual: '4', expected: '5' },
    )
    expect(byLine(originSignals(contrast(nested, run)), 'origin')).toEqual([[2, 1]])
  })

  it('are silent where parts are only missing', () => {
    expect(originSignals(contrast(source, runOf(source, 'a', lines, { actual: '[6]', expected: '[6, 7]' })))).toEqual(
      [],
    )
  })
})

describe('exception signals', () => {
  it('point at the innermost place that the exception came up', () => {
    const raised = { outcome: { kind: 'raised', error: 'KeyError', message: '3' } } as const
    const span = { from: { line: 4, column: 5 }, to: { line: 4, column: 13 } }
    const run = runOf(
      choose,
      'a',
      [
        ['call', choose.trimEnd(), 0],
        ['raise', 'return n', 0, 'KeyError: 3'],
      ],
      { outcome: { ...raised.outcome, at: span } },
    )
    const [signal] = exceptionSignals(contrast(choose, run, high('b', 3)))
    expect([signal!.unit.span.from.line, signal!.strength, signal!.reason]).toEqual([4, 0.5, 'raised KeyError: 3 in a'])
  })
})

describe('spin signals', () => {
  const stopped = { outcome: { kind: 'exceeded', limit: 'cpuMs' } } as const

  it('name the loop that does not end, its ways out and what it waits for', () => {
    const source =
      'def f(n):\n    k = 0\n    while n:\n        for i in g:\n            k += i\n        if k == 3:\n            return k\n        n = n\n'
    const turn: readonly Line[] = [
      ['branch', 'n:', 0, true],
      ['iterate', 'n:', 0],
      ['iterate', 'i in g', 0, { i: '1' }],
      ['line', 'k += i', 0, { k: '4' }],
      ['branch', 'k == 3', 0, false],
      ['line', 'n = n', 0],
    ]
    const run = runOf(
      source,
      'a',
      [['call', source.trimEnd(), 0, { n: '1' }], ['line', 'k = 0', 0, { k: '0' }], ...turn, ...turn, ...turn],
      stopped,
    )
    expect(byLine(spinSignals(contrast(source, run)), 'spin')).toEqual([
      [3, 1],
      [4, 0.3],
      [5, 0.8],
      [6, 0.8],
      [7, 0.3],
      [8, 0.8],
    ])
  })

  it('find the loop in the function that was stopped, though the exception passed its callers', () => {
    const source = 'def g(n):\n    while n:\n        n = n\ndef f(n):\n    for i in n:\n        g(i)\n'
    const turn: readonly Line[] = [
      ['branch', 'n:', 1, true],
      ['iterate', 'n:', 1],
      ['line', 'n = n', 1],
    ]
    const run = runOf(
      source,
      'a',
      [
        ['call', 'def f(n)', 0],
        ['iterate', 'i in n', 0, { i: '1' }],
        ['line', 'g(i)', 0],
        ['call', 'def g(n)', 1, { n: '1' }],
        ...turn,
        ...turn,
        ['raise', 'n = n', 1, 'OutOfTime'],
        ['raise', 'g(i)', 0, 'OutOfTime'],
      ],
      stopped,
    )
    expect(byLine(spinSignals(contrast(source, run)), 'spin')).toEqual([
      [2, 1],
      [3, 0.8],
    ])
  })

  it('name the call of a recursion without a floor, and the conditions that let it be made', () => {
    const source = 'def f(n):\n    if n == 0:\n        return 0\n    return f(n + 1)\n'
    const deep = Array.from({ length: 60 }, (_, depth): readonly Line[] => [
      ['call', source.trimEnd(), depth, { n: `${depth + 1}` }],
      ['branch', 'n == 0', depth, false],
      ['value', 'n + 1', depth, `${depth + 2}`],
    ]).flat()
    const run = runOf(source, 'a', deep, {
      outcome: { kind: 'raised', error: 'RecursionError', message: 'maximum recursion depth exceeded' },
    })
    expect(byLine(spinSignals(contrast(source, run)), 'spin')).toEqual([
      [4, 1],
      [2, 1],
    ])
  })

  it('are silent about a run that ended by itself', () => {
    expect(spinSignals(contrast(choose, high('a', 3)))).toEqual([])
  })
})

describe('the ranking', () => {
  it('lists each statement once, most suspect first, weights from 1 down, with the exact expression', () => {
    const runs = contrast(choose, high('a', 3), low('c', 1, pass))
    const blame = rank([...spectrumSignals(runs, formulas.ochiai), ...flowSignals(runs), ...valueSignals(runs)])
    const lines = blame.map(({ span }) => span.from.line)
    expect(new Set(lines).size).toBe(lines.length)
    expect(blame[0]!.weight).toBe(1)
    expect(blame.map(({ weight }) => weight)).toEqual(blame.map(({ weight }) => weight).toSorted((a, b) => b - a))
    expect(blame.find(({ span }) => span.from.line === 2)!.span).toEqual({
      from: { line: 2, column: 8 },
      to: { line: 2, column: 13 },
    })
    expect(blame.every(({ reason, evidence }) => reason !== '' && evidence.length > 0)).toBe(true)
  })

  it('says nothing twice, and of equals puts the place of the exception first', () => {
    const { table } = contrast(choose, high('a', 3))
    const unitAt = (line: number, column: number, end: number) =>
      table.unitAt({ from: { line, column }, to: { line, column: end } })!
    const [early, late] = [unitAt(2, 8, 13), unitAt(3, 9, 18)]
    const signal = (kind: SignalKind, unit: SyntaxNode, reason: string): Signal => ({
      kind,
      unit,
      strength: 1,
      reason,
      evidence: [],
    })
    const equal = { ...signal('flow', early, 'ran in it'), strength: prior(late) / prior(early) }
    const twice = [{ ...signal('value', early, '`a` ran in it, twice'), strength: 0 }]
    const blame = rank([equal, ...twice, signal('site', late, 'raised E')])
    expect(blame.map(({ reason }) => reason)).toEqual(['raised E', '`a` ran in it, twice'])
  })

  it('of nothing is empty', () => {
    expect(rank([])).toEqual([])
  })
})
