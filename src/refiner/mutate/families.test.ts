import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../core/execution.ts'
import { applyEdits } from '../../syntax/edit.ts'
import { loadPython } from '../../syntax/python.ts'
import { walk } from '../../syntax/syntax-node.ts'
import { families } from './families.ts'
import type { Mutation } from './mutation.ts'
import { subjectOf } from './subject.ts'

const python = await loadPython()

/** All that one family makes of a source, most likely first: the changed sources without the part that stayed. */
const mutations = (family: string, source: string, checks: readonly CheckResult[] = []): readonly Mutation[] => {
  const subject = subjectOf(python.parse(source), checks)
  return [...walk(subject.tree.root)]
    .flatMap((node) => [...families[family]!(node, subject)])
    .sort((a, b) => b.prior - a.prior)
}
const sources = (family: string, source: string, checks?: readonly CheckResult[]): readonly (string | undefined)[] =>
  mutations(family, source, checks).map(({ edits }) => applyEdits(source, edits))

/** The same for one expression, as the value that a function of these parameters returns. */
const expressions = (family: string, expression: string, parameters = 'a, b, c'): readonly string[] => {
  const head = `def f(${parameters}):\n    return `
  return sources(family, `${head}${expression}\n`).map((source) => source!.slice(head.length, -1))
}

/** A check that expected one value and got another. */
const answered = (expected: string, actual: string): CheckResult => ({
  checkId: '1',
  verdict: 'fail',
  outcome: { kind: 'returned' },
  integrity: 'split',
  expected,
  actual,
  calls: [],
  stdout: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
})
const raised = (error: string, message: string): CheckResult => ({
  ...answered('0', '0'),
  outcome: { kind: 'raised', error, message },
})

describe('edits of expressions', () => {
  it('exchange comparison operators, the forgotten equal case first', () => {
    expect(expressions('comparisonOperator', 'a < b')).toEqual(['a <= b', 'a > b', 'a >= b', 'a != b', 'a == b'])
    expect(expressions('comparisonOperator', 'a not in b')).toContain('a in b')
    expect(expressions('comparisonOperator', "a == 'x'").slice(0, 2)).toEqual(["a != 'x'", "a in 'x'"])
    expect(expressions('comparisonBoundary', 'a == 0')).toEqual(['a <= 1', 'a >= -1'])
  })

  it('exchange arithmetic operators, but not on what is surely no number', () => {
    expect(expressions('arithmeticOperator', 'a ^ b')).toEqual(['a & b', 'a | b', 'a ** b'])
    expect(expressions('arithmeticOperator', "'x' + a")).toEqual([])
    expect(sources('arithmeticOperator', 'n = 0\nn += 2\n')).toContain('n = 0\nn -= 2\n')
    const mixed = [raised('TypeError', 'unsupported operand')]
    expect(sources('arithmeticOperator', "x = 'a' - y\n", mixed)).toEqual(["x = 'a' + y\n", "x = 'a' * y\n"])
  })

  it('turn operands round, drop one, or group them otherwise', () => {
    expect(expressions('operandOrder', 'a - (b - c)')).toEqual(['(b - c) - a', 'a - (c - b)'])
    expect(expressions('operandOrder', '1 + len(a)')).toEqual([])
    expect(expressions('operandDropped', '1 + a')).toEqual(['1', 'a'])
    expect(expressions('grouping', 'a * b % c')).toEqual(['a * (b % c)'])
    expect(expressions('grouping', 'a + b / c')).toEqual(['(a + b) / c'])
    expect(expressions('grouping', '(a + b) / c')).toEqual(['a + b / c'])
  })

  it('add a variable that fits as a further term', () => {
    const source = 'def f(n: int, k: int, s: str):\n    return f(n, k, s)\n'
    expect(sources('operandAdded', source)).toContain('def f(n: int, k: int, s: str):\n    return f(n, k - n, s)\n')
    expect(sources('operandAdded', source).join()).not.toContain('n + s')
  })

  it('change signs, scale, and negate what a key sorts by', () => {
    expect(expressions('sign', '-a')).toContain('a')
    expect(expressions('scaling', 'a')).toEqual(['a ** 2', 'a * 2', 'a // 2'])
    expect(expressions('keySign', 'sorted(a, key=lambda x: x[1])')).toEqual(['sorted(a, key=lambda x: -x[1])'])
  })

  it('move what counts by one, where that is an index, a bound, an argument or a result', () => {
    expect(expressions('offByOne', 'a[b]')).toEqual(['a[b + 1]', 'a[b - 1]', 'a[b] + 1', 'a[b] - 1'])
    expect(expressions('offByOne', 'range(len(a))')[0]).toBe('range(len(a) + 1)')
    expect(expressions('offByOne', "'x'")).toEqual([])
  })

  it('change numbers, singletons, emptiness and texts', () => {
    expect(expressions('number', 'a[1]').slice(0, 3)).toEqual(['a[2]', 'a[0]', 'a[-1]'])
    expect(expressions('singleton', 'True')).toEqual(['False'])
    expect(expressions('emptiness', '[]')[0]).toBe('[[]]')
    expect(sources('text', "x = ['a', 'b']\n")).toEqual(["x = ['b', 'b']\n", "x = ['a', 'a']\n"])
    expect(expressions('text', "re.match('ab*', a)")).toContain("re.match('ab*$', a)")
  })

  it('repeat an only element as often as a variable says', () => {
    const made = sources('repetition', 'def f(n: int, s: str):\n    x = [0]\n')
    expect(made).toEqual([
      'def f(n: int, s: str):\n    x = [0] * n\n',
      'def f(n: int, s: str):\n    x = [0] * (n + 1)\n',
      'def f(n: int, s: str):\n    x = [0] * len(s)\n',
    ])
    expect(expressions('repetition', '[0, 1]')).toEqual([])
  })

  it('give a variable a value before it is first used, of the kind that its uses ask for', () => {
    const source = 'def f(a):\n    for x in a:\n        for y in x:\n            r.append(y)\n    return r\n'
    const made = sources('initialAdded', source, [raised('NameError', "name 'r' is not defined")])
    expect(made[0]).toBe(source.replace('    for x', '    r = []\n    for x'))
    const counted = 'def f(a):\n    n *= a\n    return n\n'
    const message = "cannot access local variable 'n' where it is not associated with a value"
    const starts = sources('initialAdded', counted, [raised('UnboundLocalError', message)])
    expect(starts[0]).toBe(counted.replace('    n', '    n = 1\n    n'))
    expect(sources('initialAdded', source)).toEqual([])
  })

  it('give a variable the least or greatest value to start with', () => {
    expect(sources('initialValue', 'best = 0\n')[0]).toBe("best = float('-inf')\n")
    expect(sources('initialValue', 'def f(a, b=[]): pass\n')[0]).toBe('def f(a, b=[[]]): pass\n')
  })

  it('keep a text that the checks expect, where another came', () => {
    expect(sources('text', "def f(x):\n    return ('x =', x)\n", [answered("('x = ', 1)", "('x =', 1)")])).toContain(
      "def f(x):\n    return ('x = ', x)\n",
    )
    expect(sources('text', "def f():\n    return 'no'\n", [answered("'No!'", "'no'")])).toContain(
      "def f():\n    return 'No!'\n",
    )
  })

  it('name another variable in scope, of a type that fits and bound before', () => {
    expect(expressions('variable', 'a', 'a, b')).toEqual(['b'])
    expect(sources('variable', 'def f(n: int, s: str):\n    m = n\n    return len(s)\n')).toEqual([])
    expect(sources('variable', 'def f(a):\n    x = a\n    y = x\n    return a\n')).not.toContain(
      'def f(a):\n    x = y\n    y = x\n    return a\n',
    )
    expect(expressions('variableForExpression', 'g(a)')).toEqual(['a', 'b', 'c'])
  })

  it('name a variable of any type, where a value of the wrong type was the trouble', () => {
    const source = 'def f(n: int, s: str):\n    return len(n)\n'
    expect(sources('variable', source)).toEqual([])
    expect(sources('variable', source, [raised('TypeError', 'object of type int has no len()')])).toEqual([
      'def f(n: int, s: str):\n    return len(s)\n',
    ])
  })

  it('read another attribute that the program uses, one more, or one less', () => {
    const source = 'def f(n):\n    n.left = n.right\n'
    expect(sources('attribute', source)).toContain('def f(n):\n    n.left = n.left\n')
    expect(expressions('attributeStep', 'a.next')).toEqual(['a', 'a.next.next', 'a.next.next'])
  })

  it('assign to another name or element', () => {
    const source = 'def f(d, e, k):\n    d[k] = e[k]\n'
    expect(sources('target', source)).toContain('def f(d, e, k):\n    e[k] = e[k]\n')
  })

  it('use an expression that stands elsewhere in the function', () => {
    expect(sources('donor', 'def f(a, i):\n    x = a[i - 1]\n    return a[i]\n')).toContain(
      'def f(a, i):\n    x = a[i - 1]\n    return a[i - 1]\n',
    )
  })

  it('exchange, drop and add arguments', () => {
    expect(expressions('argumentOrder', 'f(a, b, c)')).toEqual(['f(b, a, c)', 'f(a, c, b)', 'f(c, b, a)'])
    expect(expressions('argumentDropped', 'g(a, key=b)')).toEqual(['g(a)', 'g(key=b)'])
    expect(expressions('argumentAdded', 'f(a, b)')).toContain('f(a, b, c)')
    expect(expressions('argumentAdded', 'range(a)')).toEqual(['range(0, a)', 'range(1, a)', 'range(2, a)'])
    expect(expressions('argumentAdded', 'sorted(a, reverse=True)')).not.toContain(
      'sorted(a, reverse=True, reverse=True)',
    )
    expect(sources('argumentSpread', 'x = g([1])\n')).toEqual(['x = g(*[1])\n'])
  })

  it('call something of the same kind, something more, or nothing', () => {
    expect(expressions('callee', 'any(a)')).toEqual(['all(a)', 'f(a)'])
    expect(expressions('callee', 'a.append(b)')).toContain('a.extend(b)')
    expect(expressions('callDropped', 'g(a)')).toEqual(['a'])
    expect(expressions('callDropped', 'a.strip()')).toEqual(['a'])
    expect(expressions('callInserted', 'a + b')).toContain('sorted(a + b)')
    expect(sources('callInserted', "def f():\n    return 'x'\n").join()).not.toContain('abs')
    expect(expressions('callInserted', 'map(a, b)')[0]).toBe('list(map(a, b))')
  })

  it('take the better of two', () => {
    const source = 'def f(a):\n    best = 0\n    best = best + a\n    return best\n'
    expect(sources('bounded', source)[0]).toBe(
      'def f(a):\n    best = 0\n    best = max(best, best + a)\n    return best\n',
    )
  })

  it('slice, index and order elements otherwise', () => {
    expect(expressions('sliceAdded', 'g(a)', 'a: list, k: int').slice(0, 3)).toEqual([
      'g(a[1:])',
      'g(a[:-1])',
      'g(a[::-1])',
    ])
    expect(expressions('sliceAdded', 'g(a)', 'a: list, k: int')).toContain('g(a[k:])')
    expect(expressions('sliceBounds', 'a[:b]')).toContain('a[b:]')
    expect(expressions('elementTaken', 'a', 'a: list')).toEqual(['a[0]', 'a[-1]'])
    expect(expressions('elementOrder', 'a[b, c]')).toEqual(['a[c, b]'])
    expect(sources('elementOrder', 'a, b = b, a\n')).toContain('b, a = b, a\n')
  })
})

describe('edits of conditions', () => {
  it('exchange and drop clauses, and negate', () => {
    expect(expressions('booleanOperator', 'a and b')).toEqual(['a or b', 'a', 'b'])
    expect(expressions('negation', 'not a')).toEqual(['a'])
    expect(sources('negation', 'if a: b()\n')).toEqual(['if not a: b()\n'])
    expect(expressions('repeatedSubject', 'a == 1 or 2')).toEqual(['a == 1 or a == 2'])
  })

  it('guard against None, and against emptiness', () => {
    const source = 'def f(n, items: list):\n    while n.next is None:\n        n = n.next\n'
    expect(sources('guardAdded', source)).toEqual(
      expect.arrayContaining([
        source.replace('n.next is None', 'n is None or n.next is None'),
        source.replace('n.next is None', 'n is not None and n.next is None'),
      ]),
    )
    expect(sources('guardAdded', 'while a[-1] > b:\n    a.pop()\n')).toContain('while a and a[-1] > b:\n    a.pop()\n')
    expect(sources('clauseAdded', source)).toContain(source.replace('n.next is None', 'items and n.next is None'))
  })

  it('replace the whole condition, an endless one first of all', () => {
    expect(sources('conditionReplaced', 'def f(q: list):\n    while True:\n        q.pop()\n')[0]).toBe(
      'def f(q: list):\n    while q:\n        q.pop()\n',
    )
  })

  it('test something where a constant was returned', () => {
    expect(expressions('testForConstant', 'True', 'depth: int')).toContain('depth == 0')
  })

  it('add and drop the filter of a comprehension', () => {
    expect(expressions('comprehensionFilter', '[x for x in a if x]')).toEqual(['[x for x in a]'])
    expect(sources('comprehensionFilter', 'def f(a: list, seen: set):\n    return [x for x in a]\n').join()).toContain(
      'if x not in seen]',
    )
  })
})

describe('edits of statements', () => {
  const loop =
    'def f(items: list):\n    seen = set()\n    total = 0\n    for x in items:\n        total += x\n    return total\n'

  it('insert what names in scope can make', () => {
    const made = sources('statementAdded', loop)
    expect(made).toContain(loop.replace('total += x\n', 'total += x\n        seen.add(x)\n'))
    expect(made).toContain(loop.replace('        total += x\n', '        seen.add(x)\n        total += x\n'))
    expect(made).toContain(loop.replace('total += x\n', 'total += x\n        break\n'))
    expect(made).toContain(loop.replace('    seen = set()', '    if not items:\n        return None\n    seen = set()'))
  })

  it('insert nothing after a way out, nor between a documentation and what it stands before', () => {
    const source = 'def f(a):\n    """Doc."""\n    return a\n'
    for (const made of sources('statementAdded', source)) expect(made).toMatch(/"""Doc\."""\n[^]*return a\n$/)
  })

  it('let a statement run only where something holds', () => {
    const source = 'def f(n: int):\n    """Doc."""\n    return 0\n    n = 1\n'
    const made = sources('statementGuarded', source)
    expect(made[0]).toBe(source.replace('return 0', 'if n == 0:\n        return 0'))
    expect(made).toContain(source.replace('n = 1', 'if n > 0:\n        n = 1'))
    expect(made.every((each) => each!.includes(':\n    """Doc."""\n'))).toBe(true)
  })

  it('remove, exchange and move statements, with their comments and indentation', () => {
    expect(sources('statementRemoved', 'if a:\n    b()  # why\nc()\n')).toContain('if a:\n    pass  # why\nc()\n')
    expect(sources('statementOrder', 'a()\nb()\n')).toEqual(['b()\na()\n'])
    const moved = sources('indentation', 'for x in a:\n    b()\n    c()\nd()\n')
    expect(moved).toContain('for x in a:\n    b()\nc()\nd()\n')
    expect(moved).toContain('b()\nfor x in a:\n    c()\nd()\n')
    expect(moved).toContain('for x in a:\n    b()\n    c()\n    d()\n')
  })

  it('give an else to the loop that it belongs to', () => {
    const source = 'for x in a:\n    if x:\n        b()\n    else:\n        c()\nd()\n'
    expect(sources('elseOwner', source)).toContain('for x in a:\n    if x:\n        b()\nc()\nd()\n')
    expect(sources('elseOwner', source)).toContain('for x in a:\n    if x:\n        b()\n    c()\nd()\n')
  })

  it('assign where was added, in place or not', () => {
    expect(sources('augmentation', 'x += y\n')).toEqual(['x = y\n'])
    expect(sources('augmentation', 'x = y\n')).toContain('x += y\n')
    expect(sources('inPlace', 'a.update(b)\n')).toContain('a = b\n')
    expect(sources('inPlace', 'a = a.sort()\n')).toContain('a.sort()\n')
    expect(sources('inPlace', 'sorted(a)\n')).toEqual(['a = sorted(a)\n'])
  })

  it('look up with a default, most of all after a KeyError', () => {
    const [plain] = mutations('lookup', 'x = d[k]\n')
    const [likely] = mutations('lookup', 'x = d[k]\n', [raised('KeyError', '1')])
    expect(applyEdits('x = d[k]\n', likely!.edits)).toBe('x = d.get(k, 0)\n')
    expect(likely!.prior).toBeGreaterThan(plain!.prior)
  })

  it('run loops over something else, jump otherwise, branch otherwise', () => {
    expect(sources('iterable', 'for i in range(n): pass\n')).toContain('for i in range(1, n + 1): pass\n')
    expect(sources('iterable', 'for x in [1]: pass\n')).toContain('for x in reversed([1]): pass\n')
    expect(sources('jump', 'for x in a:\n    break\n')).toContain('for x in a:\n    continue\n')
    expect(sources('jump', 'if a:\n    b()\n')).toContain('while a:\n    b()\n')
    expect(sources('branch', 'if a:\n    b()\nelif c:\n    d()\n')).toEqual(['if a:\n    b()\nif c:\n    d()\n'])
  })
})

describe('edits of results', () => {
  it('return another variable, or a short value of the type that was expected', () => {
    const made = sources('otherResult', 'def f(n):\n    return []\n', [answered('[3]', '[]')])
    expect(made).toContain('def f(n):\n    return [n]\n')
    expect(sources('otherResult', 'def f(n):\n    return n\n', [answered('False', '3')])).toContain(
      'def f(n):\n    return False\n',
    )
  })

  it('convert from the type that came to the type that was expected', () => {
    expect(sources('converted', 'def f(a):\n    return a\n', [answered('(1,)', '[1]')])).toEqual([
      'def f(a):\n    return tuple(a)\n',
    ])
    expect(sources('converted', 'def f(a):\n    return a + b\n', [answered('True', 'False')])).toEqual([
      'def f(a):\n    return not (a + b)\n',
    ])
  })

  it('yield each where the whole was yielded, and return what is computed for nothing', () => {
    expect(sources('yielding', 'def f(a):\n    yield g(a)\n')[0]).toBe('def f(a):\n    yield from g(a)\n')
    expect(sources('missingReturn', 'def f(a):\n    a + 1\n', [answered('1', 'None')])).toEqual([
      'def f(a):\n    return a + 1\n',
    ])
  })

  it('give a result in place of an exception', () => {
    expect(sources('raisedToResult', 'def f(a):\n    raise ValueError(a)\n')).toContain('def f(a):\n    return None\n')
  })

  it('put in a function that the prompt gives', () => {
    const given = new Map([['g', 'def g():\n    return 1']])
    const subject = subjectOf(python.parse('def f(): pass\n'), [raised('NameError', "name 'g' is not defined")], given)
    const [first] = families['undefinedName']!(subject.tree.root, subject)
    expect(applyEdits(subject.tree.source, first!.edits)).toBe('def g():\n    return 1\n\n\ndef f(): pass\n')
  })

  it('import what is not defined, or give a function the name that the checks call', () => {
    const missing = (name: string) => [raised('NameError', `name '${name}' is not defined`)]
    expect(sources('undefinedName', 'def f(): pass\n', missing('sqrt'))[0]).toBe(
      'from math import sqrt\ndef f(): pass\n',
    )
    expect(sources('undefinedName', 'def f(): pass\n', missing('hq'))).toContain('import heapq as hq\ndef f(): pass\n')
    expect(sources('undefinedName', 'def f(): pass\n', missing('g'))).toEqual(['def f(): pass\n\ng = f\n'])
  })
})

describe('every family', () => {
  it('says in words what it does, with a likelihood above 0 and at most 1', () => {
    const source =
      'import math\ndef f(a, b=0, *c):\n    """Doc."""\n    x = [i + 1 for i in a if i > b]\n    while x and not b:\n        x, b = x[1:], b - 1\n        if b == 2:\n            continue\n        elif c:\n            break\n    return sorted(x, key=lambda k: k.z)[0] if x else f(a, 1)\n'
    for (const family of Object.keys(families)) {
      for (const { note, prior, edits } of mutations(family, source, [answered('[1]', "'x'")])) {
        expect(note).toMatch(/^((before |after )?line \d+: |inserted )/)
        expect(prior).toBeGreaterThan(0)
        expect(prior).toBeLessThanOrEqual(1)
        expect(applyEdits(source, edits)).not.toBe(source)
      }
    }
  })

  it('writes only what the grammar can read, but for a few', () => {
    const source =
      'def f(a, b):\n    for i in range(len(a)):\n        if a[i] - b < 0 and not (a[i] == -b):\n            a[i] += b ** 2\n        else:\n            return a[i:] or [b, *a]\n    return {k: v for k, v in zip(a, [b] * 3)}\n'
    const made = Object.keys(families).flatMap((family) => sources(family, source))
    const broken = made.filter((each) => python.parse(each!).errors.length > 0)
    expect(made.length).toBeGreaterThan(500)
    expect(broken).toEqual([])
  })
})

describe('what is assigned to an index', () => {
  it('is sooner thought to be off by one than what is assigned to another variable', () => {
    const best = (source: string) => Math.max(...mutations('offByOne', source).map(({ prior }) => prior))
    expect(best('low = middle\nprint(xs[middle])\n')).toBeGreaterThan(best('low = middle\nprint(middle)\n'))
  })
})

describe('edits of whatever may be written', () => {
  const corpus = new URL('../../../test/trace/corpus/', import.meta.url)
  const files = readdirSync(corpus).filter((name) => name.endsWith('.py'))

  it.each(files)('can be made of %s, also with a line missing', (file) => {
    const lines = readFileSync(new URL(file, corpus), 'utf8').split('\n').slice(0, 120)
    const broken = lines.filter((_, index) => index !== Math.floor(lines.length / 2))
    for (const source of [lines.join('\n'), broken.join('\n')])
      for (const family of Object.keys(families))
        for (const { edits } of mutations(family, source)) applyEdits(source, edits)
  })

  it('leave an annotation without a value its variable', () => {
    expect(
      sources('target', 'class A:\n    cost: float\n    size: int = 1\n').every((made) =>
        made?.includes('cost: float'),
      ),
    ).toBe(true)
  })
})
