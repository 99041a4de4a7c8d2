import { describe, expect, it } from 'vitest'
import { asserts, check, gradeAll, judged, python, script } from '../../../test/grader/grade-with-python.ts'
import type { CheckResult } from '../../core/execution.ts'

const ARITHMETIC = `
def gcd(a, b):
    return gcd(b, a % b) if b else a
def pick(items, at):
    return items[at]
`
const messages = (results: readonly CheckResult[]) => results.map(({ message }) => message)
const verdicts = (results: readonly CheckResult[]) => results.map(({ verdict }) => verdict)
const passes = async (source: string, ...sources: string[]) =>
  (await check(source, asserts(...sources))).map((result) => [result.checkId, judged(result), result.message])
const passed = (...sources: string[]) => sources.map((source) => [source, 'pass split', undefined])

const unittestMain = (expected: number) =>
  script(
    `import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEqual(gcd(4, 2), ${expected})\nif __name__ == '__main__':\n    unittest.main()`,
  )

describe.skipIf(python === undefined)('grading a program (needs a CPython)', { timeout: 60_000 }, () => {
  it('tells what was called, what came back and what was expected', async () => {
    const [result] = await check(ARITHMETIC, asserts('x = 21\nassert gcd(35, x) == 21'))
    expect(result).toMatchObject({
      verdict: 'fail',
      integrity: 'split',
      outcome: { kind: 'returned', value: { type: 'int', text: '7' } },
      message: 'gcd(35, 21) returned 7, expected 21',
      expected: '21',
      actual: '7',
      calls: [{ expression: 'gcd(35, 21)', value: '7' }],
    })
  })

  it('puts every kind of assertion into words', async () => {
    const results = await check(
      ARITHMETIC,
      asserts(
        'assert 3 == gcd(4, 2)',
        'assert gcd(4, 2) + 1 == 2',
        'assert gcd(4, 2) in (1, 3)',
        'assert not gcd(4, 2)',
        'assert gcd(4, 2) == 2.5, "told"',
        'assert gcd(4, 2) == "2"',
        'for n in range(3):\n    assert gcd(4, n) == 4',
        'raise AssertionError("by hand")',
        'assert missing(4)',
      ),
    )
    expect(messages(results)).toEqual([
      'gcd(4, 2) returned 2, expected 3',
      'gcd(4, 2) + 1 is 3, expected 2',
      'gcd(4, 2) in (1, 3) is false: 2 in (1, 3)',
      'not gcd(4, 2) is False, expected something true',
      'gcd(4, 2) returned 2, expected 2.5',
      "gcd(4, 2) returned 2, expected '2'",
      'gcd(4, 1) returned 1, expected 4',
      'by hand',
      "the check raised NameError: name 'missing' is not defined",
    ])
  })

  it('places an exception at the innermost expression of the program', async () => {
    const [result] = await check(ARITHMETIC, asserts('pick([1], 3)'))
    expect(result).toMatchObject({
      verdict: 'fail',
      message: 'pick([1], 3) raised IndexError: list index out of range',
      outcome: { kind: 'raised', error: 'IndexError', message: 'list index out of range' },
      calls: [{ expression: 'pick([1], 3)', error: 'IndexError: list index out of range' }],
    })
    expect(result?.outcome).toHaveProperty('at.from.line', 5)
  })

  it('compares the result of a call as JSON does', async () => {
    const source = 'import enum\ndef f(x):\n    return eval(x)\n'
    const rows: [string, unknown, string][] = [
      ['(1, [2])', [1, [2]], 'pass'],
      ['1.0', 1, 'pass'],
      ['True', 1, 'fail'],
      ['1', true, 'fail'],
      ['{1: None}', { '1': null }, 'pass'],
      ['"1"', 1, 'fail'],
      ['(n for n in [1, 2])', [1, 2], 'pass'],
      ['__import__("itertools").count()', [0, 1], 'fail'],
      ['{1}', [1], 'fail'],
      ['type("I", (int,), {"__eq__": lambda *_: True})(3)', 4, 'fail'],
      ['type("A", (), {"__eq__": lambda *_: True})()', 4, 'fail'],
      ['type("L", (list,), {"__eq__": lambda *_: True})([1])', [2], 'fail'],
    ]
    const results = await check(
      source,
      rows.map(([code, expected], index) => ({
        kind: 'call',
        id: String(index),
        function: 'f',
        args: [code],
        expected: expected as null,
      })),
    )
    expect(results.map(({ verdict }, index) => [rows[index]![0], verdict])).toEqual(
      rows.map(([code, , verdict]) => [code, verdict]),
    )
  })

  it('gives no grade to a check that cannot be run', async () => {
    const results = await check(ARITHMETIC, asserts('assert gcd(1', 'import numpy', 'gcd(4, 2) == "\\0" == 3\x00'))
    expect(verdicts(results)).toEqual(['undecided', 'undecided', 'undecided'])
    expect(messages(results).slice(0, 2)).toEqual([
      expect.stringMatching(/^the check is not valid Python: .*, line 1$/),
      "the check cannot be run: No module named 'numpy'",
    ])
  })

  it('loads the program anew after one that died, and stops at a failure when told to', async () => {
    const source = 'import os\ndef f(x):\n    return os._exit(3) if x else 1\n'
    const checks = asserts('assert f(0) == 1', 'f(1)', 'assert f(0) == 1')
    expect((await check(source, checks)).map(({ verdict, outcome }) => [verdict, outcome.kind])).toEqual([
      ['pass', 'returned'],
      ['fail', 'exited'],
      ['pass', 'returned'],
    ])
    expect(verdicts(await check(source, checks, { stopAtFailure: true }))).toEqual(['pass', 'fail'])
  })

  it('says of a program that does not load the same for each check', async () => {
    const [broken, ended, late] = await gradeAll([
      { source: 'def f(:\n  pass', checks: asserts('f()', 'f()') },
      { source: 'import sys\nsys.exit(4)', checks: asserts('f()') },
      { source: 'def f(x):\n    return x\n\n1 / 0\n', checks: asserts('f(1)') },
    ])
    expect(broken).toMatchObject({
      outcome: { kind: 'rejected', error: 'SyntaxError', at: { from: { line: 1, column: 7 } } },
      checks: [
        { verdict: 'fail', outcome: { kind: 'rejected' } },
        { verdict: 'fail', outcome: { kind: 'rejected' } },
      ],
    })
    expect(ended).toMatchObject({ outcome: { kind: 'exited', code: 4 }, checks: [{ verdict: 'fail' }] })
    expect(late).toMatchObject({ outcome: { kind: 'raised', error: 'ZeroDivisionError', at: { from: { line: 4 } } } })
  })

  it('runs an entry: a script with its input, and an expression', async () => {
    const [ran, called, wrong] = await gradeAll([
      { source: 'import sys\nprint(input() * 2)\nsys.exit(2)', entry: { kind: 'script' }, stdin: 'ab\n' },
      { source: 'def f(n):\n    print("in")\n    return [n] * n', entry: { kind: 'call', expression: 'f(300)' } },
      { source: 'x = {}', entry: { kind: 'call', expression: 'x[1]' } },
    ])
    expect(ran).toMatchObject({ outcome: { kind: 'exited', code: 2 }, stdout: { text: 'abab\n' } })
    expect(called).toMatchObject({
      outcome: { kind: 'returned', value: { type: 'list', length: 300, text: expect.stringMatching(/^\[300, .*…/) } },
      stdout: { text: 'in\n' },
    })
    expect(wrong).toMatchObject({ outcome: { kind: 'raised', error: 'KeyError', message: '1' } })
  })

  it('runs a program as a script for each pair of input and output', async () => {
    const source = 'if __name__ == "__main__":\n    print(sum(map(int, open(0).read().split())), end=" \\n\\n")\n'
    const [right, wrong, failed] = await check(source, [
      { kind: 'stdio', id: 'a', stdin: '1 2\n3', stdout: '6\n' },
      { kind: 'stdio', id: 'b', stdin: '1', stdout: '2' },
      { kind: 'stdio', id: 'c', stdin: 'x', stdout: '2' },
    ])
    const [line, end] = await check('print("one\\ntwo \\nthree")', [
      { kind: 'stdio', id: 'd', stdin: '', stdout: 'one\ntwo\n3\n' },
      { kind: 'stdio', id: 'e', stdin: '', stdout: 'one\ntwo\nthree\nfour\n' },
    ])
    expect(line?.message).toBe("line 3 of the output is 'three', expected '3'")
    expect(end?.message).toBe("line 4 of the output is missing, expected 'four'")
    expect(right).toMatchObject({ verdict: 'pass', stdout: { text: '6 \n\n' } })
    expect(wrong).toMatchObject({ verdict: 'fail', message: "printed '1 \\n\\n', expected '2'", expected: '2' })
    expect(failed).toMatchObject({ verdict: 'fail', outcome: { kind: 'raised', error: 'ValueError' } })
  })

  it('lets a script check end its own process only when it found nothing', async () => {
    expect(
      verdicts(await check(ARITHMETIC, [unittestMain(2), unittestMain(3), script('import sys\nsys.exit()')])),
    ).toEqual(['pass', 'fail', 'pass'])
  })

  it('makes helper modules importable for program and check, and the program under a dotted name', async () => {
    const results = await check(
      'from helper import BASE\ndef f(x):\n    return x + BASE\n',
      asserts(
        'from pack.prog import f\nimport helper\nassert f(1) == 1 + helper.BASE',
        'import pack.prog\npack.prog.f(1)',
      ),
      { module: 'pack.prog', modules: { helper: 'BASE = 5\n' } },
    )
    expect(verdicts(results)).toEqual(['pass', 'pass'])
  })

  it('brings changes in place back into the own objects of the check', async () => {
    const source = `
def swap(a, b):
    a[0], b[0] = b[0], a[0]
    a.append(b)
def fill(d, s, q, raw, deep):
    d['k'] = [9]; s.add(5); q.appendleft(0); raw.extend(b'x'); deep['a'][0].append(7)
    return deep['a']
def fail(a):
    a.clear()
    raise ValueError
`
    const checks = [
      'a, b = [1], [2]\nswap(a, b)\nassert a == [2, [1]] and a[1] is b',
      `from collections import deque
d, s, q, raw, inner = {}, set(), deque([1]), bytearray(b'y'), [[1]]
given = fill(d, s, q, raw, {'a': inner})
assert d == {'k': [9]} and s == {5} and list(q) == [0, 1] and raw == b'yx' and inner == [[1, 7]] and given is inner`,
      'a = [1]\ntry:\n    fail(a)\nexcept ValueError:\n    assert a == []',
    ]
    expect(await passes(source, ...checks)).toEqual(passed(...checks))
  })

  it('keeps what one check prints apart from the next, and bounds it', async () => {
    const source = 'def f(x):\n    print(x)\n'
    const results = await check(source, asserts('f("a")\nprint("own")', 'f("b")'))
    expect(results.map(({ stdout }) => stdout)).toEqual([{ text: 'a\nown\n' }, { text: 'b\n' }])
    const [bounded] = await check(source, asserts('f("b" * 99)'), { limits: { outputBytes: 20 } })
    expect(bounded?.stdout).toEqual({ text: 'b'.repeat(20), dropped: 80 })
  })

  it('gives each check the trace of its own part of the run, also where that was ended, or beside the program', async () => {
    const source = 'def f(n):\n    x = 0\n    while n:\n        x += 1\n    return x\ndef g(x):\n    return 1\n'
    const [traced] = await gradeAll([
      { source, checks: asserts('f(0)', 'f(1)', 'assert g(lambda: 0)'), trace: 'line', limits: { cpuMs: 1000 } },
    ])
    const [ended, endless, beside] = traced!.checks
    const linesOf = (result: CheckResult | undefined) => new Set(result?.trace?.steps.map(({ at }) => at.from.line))
    expect(linesOf(ended)).toEqual(new Set([1, 2, 3, 5]))
    expect(endless).toMatchObject({ verdict: 'fail', outcome: { kind: 'exceeded', limit: 'cpuMs' } })
    expect(linesOf(endless)).toEqual(new Set([1, 2, 3, 4]))
    expect(endless?.trace?.truncated?.dropped).toBeGreaterThan(0)
    expect(judged(beside!)).toBe('pass in-process')
    expect(linesOf(beside)).toEqual(new Set([6, 7]))
  })

  it('seeds random numbers, so that a run repeats', async () => {
    const source = 'import random\ndef f():\n    return random.random()\n'
    const [once] = await gradeAll([{ source, checks: asserts('import random\nassert f() == random.random()') }])
    expect(once?.checks[0]?.verdict).toBe('pass')
  })
})
