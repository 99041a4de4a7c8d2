import { describe, expect, it } from 'vitest'
import { asserts, check, judged, python, script } from '../../../test/grader/grade-with-python.ts'

/** A program, and an assertion that it must not pass by anything but a right answer. */
const ATTACKS: Readonly<Record<string, readonly [program: string, assertion: string]>> = {
  'an object that equals everything': ['class E:\n __eq__ = lambda *a: True\ndef f(x): return E()', 'f(1) == 3'],
  'an object that differs from nothing': [
    'class E:\n __ne__ = lambda *a: False\ndef f(x): return E()',
    'not f(1) != 3',
  ],
  'an int that equals everything': ['class I(int):\n __eq__ = lambda *a: True\ndef f(x): return I(5)', 'f(1) == 3'],
  'an int that is less than everything': [
    'class I(int):\n __lt__ = lambda *a: True\ndef f(x): return I(5)',
    'f(1) < 3',
  ],
  'a float that is close to everything': [
    'class F(float):\n __sub__ = __rsub__ = lambda *a: 0.0\ndef f(x): return F(5)',
    'abs(f(1) - 3) < 1',
  ],
  'a str that contains everything': [
    'class S(str):\n __contains__ = lambda *a: True\ndef f(x): return S("a")',
    '"b" in f(1)',
  ],
  'a list that equals everything': [
    'class L(list):\n __eq__ = lambda *a: True\ndef f(x): return L([1])',
    'f(1) == [2]',
  ],
  'a list inside of a tuple that equals everything': [
    'class L(list):\n __eq__ = lambda *a: True\ndef f(x): return (1, L([1]))',
    'f(1) == (1, [2])',
  ],
  'a dict that equals everything': [
    'class D(dict):\n __eq__ = lambda *a: True\ndef f(x): return D(a=1)',
    'f(1) == {"a": 2}',
  ],
  'an enum member that equals everything': [
    'import enum\nclass E(enum.IntEnum):\n A = 1\n __eq__ = lambda *a: True\n __hash__ = None\ndef f(x): return E.A',
    'f(1) == 3',
  ],
  'a class with a metaclass that equals everything': [
    'class M(type):\n __eq__ = lambda *a: True\n __hash__ = None\nclass C(metaclass=M): pass\ndef f(x): return C',
    'f(1) == 3',
  ],
  'an own abs': ['def abs(x): return 0\ndef f(x): return 5', 'abs(f(1) - 3) < 1'],
  'an own isinstance': ['isinstance = lambda *a: True\ndef f(x): return 5', 'isinstance(f(1), str)'],
  'an own math': ['class math:\n isclose = lambda *a: True\ndef f(x): return 5', 'math.isclose(f(1), 3)'],
  'a patched library': ['import math\nmath.isclose = lambda *a: True\ndef f(x): return 5', 'math.isclose(f(1), 3)'],
  'patched builtins': [
    'import builtins\nbuiltins.abs = builtins.len = lambda *a: 0\nbuiltins.isinstance = builtins.type = lambda *a: True\ndef f(x): return 5',
    'abs(f(1) - 3) < 1',
  ],
  'an assertion error of its own': ['def f(x): raise AssertionError', 'f(1) == 3'],
  'a clean exit': ['import sys\ndef f(x): sys.exit(0)', 'f(1) == 3'],
  'a skip': ['import unittest\ndef f(x): raise unittest.SkipTest', 'f(1) == 3'],
  'an exception that claims to be one of the grader': [
    'class Skipped(BaseException): __module__ = "pytest_api"\ndef f(x): raise Skipped',
    'f(1) == 3',
  ],
}

describe.skipIf(python === undefined)('what a program cannot win by (needs a CPython)', { timeout: 60_000 }, () => {
  for (const [name, [source, assertion]] of Object.entries(ATTACKS)) {
    it(name, async () => {
      const results = await check(source, [
        ...asserts(`assert ${assertion}`),
        script(`def check(candidate):\n    f = candidate\n    assert ${assertion}\ncheck(f)`),
        {
          kind: 'test',
          id: 'test',
          name: 'test_f',
          source: `from prog import *\ndef test_f():\n    assert ${assertion}`,
        },
      ])
      expect(results.map(judged)).toEqual(['fail split', 'fail split', 'fail split'])
    })
  }

  it('a context manager that swallows what the check finds within', async () => {
    const source =
      'class C:\n def __enter__(self): return self\n def __exit__(self, *error): return True\ndef c(): return C()'
    const results = await check(
      source,
      asserts('with C(): assert 1 == 2', 'with c(): [][1]', 'with C(): int("x")', 'with c(): raise ValueError'),
    )
    expect(results.map(judged)).toEqual(['fail split', 'fail split', 'pass split', 'pass split'])
  })

  it('an object, where the check may expect a number, that is asked to judge a value of the check', async () => {
    const source =
      'class C:\n __contains__ = __lt__ = lambda *a: True\n __sub__ = __rsub__ = lambda *a: 0\ndef f(x): return C()\ng = C'
    const results = await check(
      source,
      asserts(
        'assert 3 in f(1)',
        'assert f(1) < 3',
        'assert abs(f(1) - 3) < 1',
        'assert 3 - f(1) < 1',
        'assert g() < 3',
      ),
    )
    expect(results.map(judged)).toEqual(Array.from(results, () => 'fail split'))
    expect(results[1]?.message).toContain("an object of type C of the program cannot judge the check's 3")
  })

  it('but an object that the check makes by the name of its class is asked, and so is what its operators give', async () => {
    const source = `
class Vector:
    def __init__(self, *parts): self.parts = parts
    def __mul__(self, n): return Vector(*(part * n for part in self.parts))
    __rmul__ = __mul__
    def __add__(self, other): return Vector(*map(sum, zip(self.parts, other.parts)))
    def __contains__(self, part): return part in self.parts
    def __eq__(self, other): return self.parts == other.parts
    def __iter__(self): return iter(self.parts)
def unit(): return Vector(1, 1)
`
    const results = await check(
      source,
      asserts(
        'assert (Vector(1, 2) + Vector(1, 0)) * 3 == Vector(6, 6) == 3 * Vector(2, 2)',
        'assert 2 in Vector(1, 2) and 3 not in Vector(1, 2)',
        'assert unit() + unit() == Vector(2, 2) and 1 in unit() and 2 not in unit()',
      ),
    )
    expect(results.map(judged)).toEqual(['pass split', 'pass split', 'pass split'])
  })

  it('but a function that is meant by its name is asked, whatever the name', async () => {
    const [result] = await check('def sum(a, b): return a * b', asserts('assert sum(10, 15) == 150'))
    expect(judged(result!)).toBe('pass split')
  })
})
