import type { CallCheck } from '../../src/core/task.ts'
import { parseJson } from '../../src/core/json.ts'
import type { Case } from './case.ts'
import { asserting } from './case.ts'

const PASS = { verdict: 'pass', integrity: 'split' } as const
const FAIL = { verdict: 'fail', integrity: 'split' } as const

/** What checks find. */
export const checkCases: readonly Case[] = [
  {
    name: 'a call is compared as JSON: a tuple equals a list',
    program: 'def f(a, b=0): return a, b\n',
    request: {
      checks: [
        { kind: 'call', id: 'right', function: 'f', args: [1], kwargs: { b: 2 }, expected: [1, 2] },
        { kind: 'call', id: 'wrong', function: 'f', args: [1], expected: [1, 1] },
        { kind: 'call', id: 'absent', function: 'g', args: [], expected: null },
      ],
    },
    expect: {
      outcome: { kind: 'returned' },
      checks: [
        { checkId: 'right', ...PASS },
        { checkId: 'wrong', ...FAIL, outcome: { kind: 'returned' }, actual: '(1, 0)', expected: '[1, 1]' },
        { checkId: 'absent', ...FAIL },
      ],
    },
  },
  {
    name: 'a call gets every number as it is written: a float is a float, and no digit is lost',
    program: 'def f(x, by=2): return x // by\n\ndef whole(x): return int(x)\n',
    request: {
      checks: parseJson(`[
        { "kind": "call", "id": "float", "function": "f", "args": [7.0], "expected": 3.5 },
        { "kind": "call", "id": "integer", "function": "f", "args": [7], "kwargs": { "by": 3e0 }, "expected": 3 },
        { "kind": "call", "id": "nested", "function": "whole", "args": [[3.0]], "expected": 3 },
        { "kind": "call", "id": "long", "function": "f", "args": [36893488147419103235], "expected": 18446744073709551616 },
        { "kind": "call", "id": "as Python says", "function": "whole", "args": [3.5], "expected": 3.0 }
      ]`) as unknown as readonly CallCheck[],
    },
    expect: {
      checks: [
        {
          ...FAIL,
          actual: '3.0',
          expected: '3.5',
          message: 'f(7.0) returned 3.0, expected 3.5',
        },
        { ...FAIL, actual: '2.0', expected: '3', calls: [{ expression: 'f(7, by=3.0)', value: '2.0' }] },
        { ...FAIL, calls: [{ expression: 'whole([3.0])' }] },
        { ...FAIL, actual: '18446744073709551617', expected: '18446744073709551616' },
        PASS,
      ],
    },
  },
  {
    name: 'an assertion that fails shows what was expected, what came, and which call gave it',
    program: 'def gcd(a, b): return a if b == 0 else gcd(b, a)\n\ndef double(x): return x + x\n',
    request: asserting('assert double(2) == 4', 'assert double(3) == 7'),
    expect: {
      checks: [
        { ...PASS, calls: [{ expression: 'double(2)', value: '4' }] },
        { ...FAIL, expected: '7', actual: '6', calls: [{ expression: 'double(3)', value: '6' }] },
      ],
    },
  },
  {
    name: 'an exception of the program in a check is an outcome with its place',
    program: 'def f(x):\n    return 1 / x\n',
    request: asserting('assert f(0) == 1'),
    expect: {
      checks: [
        {
          ...FAIL,
          outcome: { kind: 'raised', error: 'ZeroDivisionError', at: { from: { line: 2 } } },
          calls: [{ expression: 'f(0)', error: 'ZeroDivisionError: division by zero' }],
        },
      ],
    },
  },
  {
    name: 'a check that expects an exception gets it as Python’s own',
    program: 'def f(x):\n    raise KeyError(x)\n',
    request: asserting(
      'try:\n    f("a")\nexcept KeyError as error:\n    assert error.args == ("a",)\nelse:\n    assert False',
    ),
    expect: { checks: [PASS] },
  },
  {
    name: 'what a program changes in place comes back to the check',
    program: 'def f(items, seen, table):\n    items.reverse()\n    seen.add(9)\n    table["new"] = items\n',
    request: asserting(
      'a, b, c = [1, 2], {3}, {}\nf(a, b, c)\nassert (a, b, c) == ([2, 1], {3, 9}, {"new": [2, 1]})\nassert c["new"] is a',
    ),
    expect: { checks: [PASS] },
  },
  {
    name: 'all builtin types come back as what they are',
    program:
      'from collections import Counter, OrderedDict, defaultdict, deque\nfrom decimal import Decimal\nfrom fractions import Fraction\nimport datetime\n\ndef f():\n    return [1, 2.5, True, None, "ä", b"\\xff", (1,), {1}, frozenset({2}), {(1, 2): 3}, complex(1, 2), 10 ** 40, range(3), bytearray(b"x"), deque([1]), Counter("aab"), Decimal("1.10"), Fraction(1, 3), datetime.date(2024, 2, 29), float("inf")]\n',
    request: asserting(
      'from collections import Counter, deque\nfrom decimal import Decimal\nfrom fractions import Fraction\nimport datetime\nassert f() == [1, 2.5, True, None, "ä", b"\\xff", (1,), {1}, frozenset({2}), {(1, 2): 3}, complex(1, 2), 10 ** 40, range(3), bytearray(b"x"), deque([1]), Counter("aab"), Decimal("1.10"), Fraction(1, 3), datetime.date(2024, 2, 29), float("inf")]\nassert [type(x).__name__ for x in f()][:7] == ["int", "float", "bool", "NoneType", "str", "bytes", "tuple"]',
    ),
    expect: { checks: [PASS] },
  },
  {
    name: 'a generator stays lazy',
    program: 'def naturals():\n    n = 0\n    while True:\n        yield n\n        n += 1\n',
    request: asserting('from itertools import islice\nassert list(islice(naturals(), 4)) == [0, 1, 2, 3]'),
    expect: { checks: [PASS] },
  },
  {
    name: 'an object of the program answers from where it lives',
    program:
      'class Node:\n    def __init__(self, value, next=None):\n        self.value, self.next = value, next\n    def __len__(self):\n        return 1 + (len(self.next) if self.next else 0)\n\ndef build(values):\n    node = None\n    for value in reversed(values):\n        node = Node(value, node)\n    return node\n',
    request: asserting(
      'node = build([1, 2, 3])\nassert node.value == 1 and node.next.next.value == 3\nassert len(node) == 3\nassert isinstance(node, Node)',
      'a = Node(5)\na.value += 1\nassert a.value == 6\nassert a == a and a != Node(6)',
    ),
    expect: { checks: [PASS, PASS] },
  },
  {
    name: 'a check that hands over an object of its own runs beside the program, and says so',
    program: 'def f(thing): return thing.size * 2\n',
    request: asserting(
      'class Thing:\n    size = 4\nassert f(Thing()) == 8',
      'assert f(type("T", (), {"size": 1})()) == 3',
    ),
    expect: {
      checks: [
        { verdict: 'pass', integrity: 'in-process' },
        { verdict: 'fail', integrity: 'in-process' },
      ],
    },
  },
  {
    name: 'a function of the check is called back',
    program: 'def f(g, items): return [g(item) for item in items]\n',
    request: asserting('assert f(lambda x: x * x, [1, 2, 3]) == [1, 4, 9]'),
    expect: { checks: [{ verdict: 'pass' }] },
  },
  {
    name: 'the program’s state lasts from check to check',
    program: 'count = 0\ndef next_one():\n    global count\n    count += 1\n    return count\n',
    request: asserting('assert next_one() == 1', 'assert next_one() == 2'),
    expect: { checks: [PASS, PASS] },
  },
  {
    name: 'a program that ends in one check is loaded anew for the next',
    program: 'import os\ndef f(x):\n    if x == 0: os._exit(5)\n    return x\n',
    request: asserting('assert f(0) == 0', 'assert f(1) == 1'),
    expect: { checks: [{ ...FAIL, outcome: { kind: 'exited', code: 5 } }, PASS] },
  },
  {
    name: 'each check has the whole of the limits',
    program: 'def f(x):\n    while x == 0: pass\n    return x\n',
    request: { ...asserting('assert f(0) == 0', 'assert f(1) == 1', 'assert f(0) == 0'), limits: { cpuMs: 300 } },
    expect: {
      checks: [
        {
          ...FAIL,
          outcome: { kind: 'exceeded', limit: 'cpuMs' },
          message: 'f(0) ran over its limit of cpu time',
        },
        PASS,
        { ...FAIL, outcome: { kind: 'exceeded', limit: 'cpuMs' } },
      ],
    },
  },
  {
    name: 'checks after the first that fails are left out where that is asked for',
    program: 'def f(x): return x\n',
    request: { ...asserting('assert f(1) == 1', 'assert f(1) == 2', 'assert f(3) == 3'), stopAtFailure: true },
    expect: { checks: [PASS, FAIL] },
  },
  {
    name: 'a program that does not compile fails every check with its rejection',
    program: 'def f(x): return x +\n',
    request: asserting('assert f(1) == 1', 'assert f(2) == 2'),
    expect: {
      outcome: { kind: 'rejected', error: 'SyntaxError' },
      checks: [
        { ...FAIL, outcome: { kind: 'rejected', error: 'SyntaxError' } },
        { ...FAIL, outcome: { kind: 'rejected', error: 'SyntaxError' } },
      ],
    },
  },
  {
    name: 'a program as a script is judged by what it prints, but for white space at the ends of lines',
    program: 'a, b = map(int, input().split())\nprint(a + b, "")\nprint()\n',
    request: {
      checks: [
        { kind: 'stdio', id: 'right', stdin: '1 2\n', stdout: '3' },
        { kind: 'stdio', id: 'wrong', stdin: '1 2\n', stdout: '4\n' },
        { kind: 'stdio', id: 'no input', stdin: '', stdout: '3\n' },
      ],
    },
    expect: {
      checks: [
        { verdict: 'pass', stdout: { text: '3 \n\n' } },
        { verdict: 'fail', outcome: { kind: 'returned' } },
        { verdict: 'fail', outcome: { kind: 'raised', error: 'EOFError' } },
      ],
    },
  },
  {
    name: 'a whole test source passes when nothing is raised',
    program: 'def f(x): return x + 1\n',
    request: {
      checks: [
        {
          kind: 'script',
          id: 'script',
          source: 'def check(candidate):\n    for i in range(50):\n        assert candidate(i) == i + 1\n\ncheck(f)\n',
        },
        {
          kind: 'script',
          id: 'unittest',
          source:
            'import unittest\nfrom program import f\n\nclass T(unittest.TestCase):\n    def test_f(self):\n        self.assertEqual(f(1), 2)\n\nif __name__ == "__main__":\n    unittest.main()\n',
        },
      ],
    },
    expect: { checks: [{ verdict: 'pass' }, { verdict: 'pass' }] },
  },
  {
    name: 'tests of a pytest-style file run one by one, with parameters and raises',
    program: 'def half(n):\n    if n % 2: raise ValueError(n)\n    return n // 2\n',
    request: {
      checks: ['test_half[0]', 'test_half[1]', 'test_odd', 'test_later'].map((name) => ({
        kind: 'test' as const,
        id: name,
        name,
        source:
          'import pytest\nfrom program import half\n\n@pytest.mark.parametrize("n, expected", [(4, 2), (6, 2)])\ndef test_half(n, expected):\n    assert half(n) == expected\n\ndef test_odd():\n    with pytest.raises(ValueError, match="3"):\n        half(3)\n\ndef test_later():\n    pytest.skip("not yet")\n',
      })),
    },
    expect: {
      checks: [
        { checkId: 'test_half[0]', verdict: 'pass' },
        { checkId: 'test_half[1]', verdict: 'fail', expected: '2', actual: '3' },
        { checkId: 'test_odd', verdict: 'pass' },
        { checkId: 'test_later', verdict: 'skip' },
      ],
    },
  },
  {
    name: 'a doctest compares what is shown',
    program: 'def f(x): return {"x": x}\n',
    request: {
      checks: [
        { kind: 'doctest', id: 'right', source: 'f(1)\n', want: "{'x': 1}\n" },
        { kind: 'doctest', id: 'wrong', source: 'f(2)\n', want: "{'x': 1}\n" },
      ],
    },
    expect: { checks: [{ verdict: 'pass' }, { verdict: 'fail' }] },
  },
  {
    name: 'helper modules can be imported by program and checks, and the program by its name',
    program: 'import shapes\nfrom pkg.tools import twice\n\ndef f(x): return twice(shapes.area(x))\n',
    request: {
      module: 'prog',
      modules: { shapes: 'def area(x): return x * x\n', 'pkg.tools': 'def twice(x): return 2 * x\n' },
      ...asserting('import prog, shapes\nassert prog.f(3) == 2 * shapes.area(3)'),
    },
    expect: { outcome: { kind: 'returned' }, checks: [PASS] },
  },
  {
    name: 'what a program prints in a check is kept with that check',
    program: 'print("loading")\ndef f(x):\n    print("f", x)\n    return x\n',
    request: asserting('assert f(1) == 1', 'assert f(2) == 2'),
    expect: {
      stdout: { text: 'loading\n' },
      checks: [{ stdout: { text: 'f 1\n' } }, { stdout: { text: 'f 2\n' } }],
    },
  },
  {
    name: 'a result that is not a number is not equal to itself',
    program: 'def f(): return float("nan")\n',
    request: asserting('import math\nassert math.isnan(f())', 'assert f() == f()'),
    expect: { checks: [PASS, FAIL] },
  },
]
