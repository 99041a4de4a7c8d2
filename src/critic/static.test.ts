import { describe, expect, it } from 'vitest'
import { program } from '../core/program.ts'
import { loadPython } from '../syntax/python.ts'
import { staticCritic, staticFeedback } from './static.ts'

const python = await loadPython()
const read = (source: string, entry?: string) => staticFeedback(python.parse(source), entry)
/** `line: reason` of each finding, most suspect first. */
const found = (source: string) => read(source).blame.map(({ span, reason }) => `${span.from.line}: ${reason}`)

const refuse = () => Promise.reject(new Error('not allowed'))

describe('the static critic', () => {
  it('finds nothing in a program that is as it should be', () => {
    const source = `import math
from collections import deque as Queue

class Point:
    scale = 2
    def __init__(self, x=0, *rest, y, **more):
        self.x, self.y = x * Point.scale, (y, rest, more)

def walk(items, start=None):
    queue = Queue(items)
    seen = set()
    while queue:
        node = queue.popleft()
        if node in seen or node is start:
            continue
        seen.add(node)
        try:
            total = math.sqrt(sum(k for k in node if k))
        except (TypeError, ValueError) as error:
            print(error)
            return None
        else:
            yield total, [(lambda q: q + total)(1) for _ in node]

def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)
`
    expect(found(source)).toEqual([])
  })

  it('names what nothing binds, and is sure where that always runs', () => {
    expect(found('def f(a):\n    return a + b\n')).toEqual(['2: `b` is not defined'])
    expect(read('def f(a):\n    return a + b\n', 'f').verdict).toBe('fail')
    expect(read('def f(a):\n    if a:\n        return b\n    return 1\n', 'f').verdict).toBe('unsure')
    expect(read('from m import *\nprint(x)\n').verdict).toBe('unsure')
  })

  it('tells a local that is never assigned before from one that is on some ways only', () => {
    expect(found('def f():\n    x = x + 1\n    return x\n')).toEqual([
      '2: `x` is read before anything is assigned to it',
    ])
    expect(found('def f(a):\n    if a:\n        x = 1\n    return x\n')).toEqual([
      '4: not every way to here assigns `x`',
    ])
    expect(
      found('def f(a):\n    while True:\n        x = a()\n        if x:\n            break\n    return x\n'),
    ).toEqual([])
    expect(found('def f(a):\n    if (n := len(a)) > 3:\n        return n\n    return [n for n in a]\n')).toEqual([])
  })

  it('knows how many arguments functions of the program and builtins take', () => {
    const source = 'def f(a, b=1, *, c):\n    return (a, b, c)\n'
    expect(found(`${source}f(1, 2, 3, c=4)\n`)).toEqual(['3: `f` takes 2 positional arguments, here it gets 3'])
    expect(found(`${source}f(b=2, c=4)\n`)).toEqual(['3: `f` is called without `a`'])
    expect(found(`${source}f(1, d=4, c=1)\n`)).toEqual(['3: `f` has no parameter `d`'])
    expect(found(`${source}f(*[1], **{})\nf(1, c=2)\n`)).toEqual([])
    expect(found('len([1], 2)\n')[0]).toBe('1: `len` takes 1 arguments, here it gets 2')
  })

  it('finds comparisons whose outcome is settled', () => {
    const cases = {
      'x == x': '`x` is compared with itself',
      'len(x) < 0': 'a length is never negative: this is always false',
      'x > 5 and x < 3': 'no `x` can meet both: this is always false',
      'x < 5 or x > 3': 'every `x` meets one of these: this is always true',
      "x == 'a' or 'b'": "`'b'` is not compared with anything: it is true by itself",
      "x is 'a'": '`is` compares identity: with a literal it depends on the interpreter',
    }
    for (const [condition, reason] of Object.entries(cases)) {
      expect(found(`def f(x):\n    if ${condition}:\n        return 1\n    return 0\n`), condition).toContain(
        `2: ${reason}`,
      )
    }
    expect(
      found("def f(x):\n    if x > 3 and x < 5 or x is None or f(x) == f(x):\n        return x or 'a'\n    return 0\n"),
    ).toEqual([])
  })

  it('finds branches that repeat an earlier condition', () => {
    const source = 'def f(x):\n    if x > 1:\n        return 1\n    elif x > 1:\n        return 2\n    return 3\n'
    expect(found(source)).toEqual(['4: an earlier branch has the same condition: this one is never taken'])
  })

  it('finds code that control never gets to, once for each stretch', () => {
    expect(found('def f(a):\n    return a\n    a = 1\n    return a\n')).toEqual(['3: control never gets here'])
    expect(found('def f(a):\n    while True:\n        a()\n    return a\n')).toContain('4: control never gets here')
    expect(
      found('def f(a):\n    for x in a:\n        break\n    else:\n        return 1\n    return x\n'),
    ).not.toContain('6: control never gets here')
  })

  it('finds a function that forgets its result on some ways', () => {
    expect(found('def f(a):\n    if a:\n        return 1\n')).toEqual([
      '1: some ways through this function return a value, one falls off its end and gives None',
    ])
    expect(found('def f(a):\n    """Doc."""\n')[0]).toBe('1: this function is documented and does nothing')
    expect(found('def f(a):\n    while True:\n        if a():\n            return 1\n')).toEqual([])
    expect(found('def f(a):\n    if a:\n        return 1\n    raise ValueError(a)\n')).toEqual([])
  })

  it('finds loops that nothing can end, and loops over what is no sequence', () => {
    expect(found('def f(n):\n    i = 0\n    while i < n:\n        print(n)\n    return i\n')[0]).toBe(
      '3: nothing in this loop changes `i` or `n`',
    )
    expect(found('def f(n):\n    while n:\n        n.pop()\n    return n\n')).toEqual([])
    expect(found('def f(a):\n    for i in len(a):\n        print(i)\n')[0]).toBe(
      '2: `len(a)` is a number: nothing can run over it',
    )
  })

  it('finds results that get lost, and None that is kept', () => {
    expect(found('def f(a):\n    sorted(a)\n    return a\n')).toEqual(['2: the result of `sorted` is thrown away'])
    expect(found('def f(a):\n    a = a.sort()\n    return a\n')[0]).toBe(
      '2: `a.sort` changes its object and gives None',
    )
  })

  it('finds defaults that calls share, and names that nobody reads', () => {
    expect(found('def f(a, seen=[]):\n    seen.append(a)\n    return seen\n')).toEqual([
      '1: all calls share this default of `seen`, and the body may change it',
    ])
    expect(found('def f(a, b):\n    c = a\n    return a\n')).toEqual([
      '1: parameter `b` is never read',
      '2: `c` is assigned and never read',
    ])
    expect(found('def f(a):\n    a = 1\n    return a\n')).toEqual(['2: parameter `a` is overwritten before it is read'])
  })

  it('is sure of what Python will not even load', () => {
    expect(read('def f(:\n    pass\n').verdict).toBe('fail')
    expect(found('    x = 1\n')).toEqual(['1: this line is indented, but not as its block'])
    expect(read('x = 1\nreturn x\n').verdict).toBe('fail')
  })

  it('judges the program of an attempt without running anything', async () => {
    const attempt = {
      id: 'a',
      parentIds: [],
      program: program('def f():\n    return g\n'),
      executions: [],
      feedback: [],
    }
    const means = { ask: refuse, execute: refuse, random: () => 0, signal: new AbortController().signal }
    const task = { id: 't', prompt: '', language: 'python', module: 'm', entry: 'f', checks: [] } as const
    const feedback = await staticCritic().critique(task, attempt, means)
    expect(feedback).toMatchObject({ from: 'static', verdict: 'fail', message: 'line 2: `g` is not defined' })
    expect(feedback.blame[0]).toMatchObject({ weight: 1, span: { from: { line: 2, column: 12 } } })
  })
})
