import { describe, expect, it } from 'vitest'
import { check, judged, python } from '../../../test/grader/grade-with-python.ts'
import type { CheckResult } from '../../core/execution.ts'

const PROGRAM = `
def add(a, b):
    return a + b
def hello():
    print('hi')
def warn():
    import sys
    sys.stderr.write('careful')
class Stack:
    def __init__(self): self.items = []
    def push(self, x): self.items.append(x)
    def pop(self): return self.items.pop()
    def __len__(self): return len(self.items)
class Oops(Exception): pass
def oops():
    raise Oops('why')
`

/** All tests of a file, by `*`. */
const all = (source: string): Promise<readonly CheckResult[]> =>
  check(PROGRAM, [{ kind: 'test', id: '*', name: '*', source }])
const table = (results: readonly CheckResult[]) =>
  results.map((result) => `${result.checkId} ${judged(result)}${result.message ? `: ${result.message}` : ''}`)

describe.skipIf(python === undefined)('test files (need a CPython)', { timeout: 60_000 }, () => {
  it('have their parametrized tests expanded as pytest does', async () => {
    const results = await all(`
import pytest
from prog import add
@pytest.mark.parametrize('a, b, c', [(1, 2, 3), (1, 1, 3), pytest.param(0, 0, 1, marks=pytest.mark.xfail(reason='off'))])
def test_add(a, b, c):
    assert add(a, b) == c
@pytest.mark.parametrize('x', [0, 1])
@pytest.mark.parametrize('y', [2, 3])
def test_two(x, y):
    assert (x, y) != (1, 2)
@pytest.fixture(params=['a', 'b'])
def letter(request):
    return request.param
def test_letter(letter):
    assert letter == 'a'
`)
    expect(table(results)).toEqual([
      'test_add[0] pass split',
      'test_add[1] fail split: add(1, 1) returned 2, expected 3',
      'test_add[2] skip split: known to fail: off',
      'test_two[0] pass split',
      'test_two[1] fail split: (x, y) != (1, 2) is false: (1, 2) != (1, 2)',
      'test_two[2] pass split',
      'test_two[3] pass split',
      'test_letter[0] pass split',
      "test_letter[1] fail split: letter is 'b', expected 'a'",
    ])
  })

  it('use fixtures, classes, raises, approx, skips and marks', async () => {
    const results = await all(`
import sys, pytest
from prog import Oops, Stack, add, oops
made = []
@pytest.fixture
def stack():
    stack = Stack()
    stack.push(1)
    yield stack
    made.append(len(stack))
@pytest.fixture(autouse=True)
def always():
    made.append('always')
def test_fixture(stack):
    assert stack.pop() == 1
def test_order():
    assert made == ['always', 0, 'always']
class TestStack:
    def setup_method(self):
        self.stack = Stack()
    @pytest.fixture
    def four(self):
        return 4
    def test_push(self, four):
        self.stack.push(four)
        assert len(self.stack) == 1
    @pytest.mark.skip(reason='not now')
    def test_skipped(self): assert False
    @pytest.mark.skipif(sys.version_info < (99,), reason='too old')
    def test_old(self): assert False
def test_raises():
    with pytest.raises(Oops, match='wh.') as info:
        oops()
    assert str(info.value) == 'why'
def test_not_raised():
    with pytest.raises(Oops):
        add(1, 2)
def test_approx():
    assert add(0.1, 0.2) == pytest.approx(0.3)
    assert [add(0.1, 0.2), 1] == pytest.approx([0.3, 1]) and {'a': 1.1} != pytest.approx({'a': 1.2})
def test_not_close():
    assert add(0.1, 0.2) == pytest.approx(0.4)
def test_later(): pytest.skip('later')
def test_failed(): pytest.fail('by hand')
def test_unknown(nothing): pass
@pytest.mark.slow
@pytest.mark.xfail(strict=True)
def test_better(): pass
def helper_test(): assert False
`)
    expect(table(results)).toEqual([
      'test_fixture pass split',
      'test_order pass split',
      'TestStack::test_push pass split',
      'TestStack::test_skipped skip split: not now',
      'TestStack::test_old skip split: too old',
      'test_raises pass split',
      'test_not_raised fail split: Oops was expected, and nothing was raised',
      'test_approx pass split',
      'test_not_close fail split: add(0.1, 0.2) returned 0.30000000000000004, expected approx(0.4)',
      'test_later skip split: later',
      'test_failed fail split: by hand',
      "test_unknown fail split: there is no fixture 'nothing'",
      'test_better fail split: the test is marked as one that fails, and it passed',
    ])
  })

  it('see what the program prints, and move beside it where only that will do', async () => {
    const results = await all(`
import contextlib, io
import prog
def test_capsys(capsys):
    prog.hello()
    prog.warn()
    assert capsys.readouterr() == ('hi\\n', 'careful')
    assert capsys.readouterr().out == ''
def test_redirected():
    with contextlib.redirect_stdout(io.StringIO()) as out:
        prog.hello()
    assert out.getvalue() == 'hi\\n'
def test_patched(monkeypatch):
    monkeypatch.setattr(prog, 'add', lambda a, b: 7)
    assert prog.add(1, 1) == 7
def test_restored():
    assert prog.add(1, 1) == 2
def test_files(tmp_path):
    (tmp_path / 'a').write_text('x')
    assert [path.name for path in tmp_path.iterdir()] == ['a']
`)
    expect(table(results)).toEqual([
      'test_capsys pass split',
      'test_redirected pass split',
      'test_patched pass in-process',
      'test_restored pass split',
      'test_files pass in-process',
    ])
  })

  it('may be written for unittest', async () => {
    const results = await all(`
import unittest
from prog import Oops, add, oops
class TestAdd(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.two = 2
    def setUp(self): self.three = 3
    def test_right(self): self.assertEqual(add(1, self.two), self.three)
    def test_wrong(self): self.assertEqual(add(1, 1), self.three)
    def test_raises(self):
        with self.assertRaises(Oops): oops()
    @unittest.skip('not now')
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_known(self): self.assertEqual(add(1, 1), 3)
`)
    expect(table(results)).toEqual([
      'TestAdd::test_right pass split',
      'TestAdd::test_wrong fail split: add(1, 1) returned 2, expected 3',
      'TestAdd::test_raises pass split',
      'TestAdd::test_skipped skip split: not now',
      'TestAdd::test_known skip split: known to fail',
    ])
  })

  it('can be collected though the program hangs, and though their parameters need it', async () => {
    const file = (parameters: string) =>
      `import pytest\nfrom prog import *\n@pytest.mark.parametrize('f', ${parameters})\ndef test_f(f):\n    assert f`
    const hangs = await check(
      'import time\ntime.sleep(60)',
      [{ kind: 'test', id: '*', name: '*', source: file('[1]') }],
      {
        limits: { wallMs: 300 },
      },
    )
    expect(hangs.map(({ checkId, outcome }) => [checkId, outcome])).toEqual([
      ['test_f[0]', { kind: 'exceeded', limit: 'wallMs' }],
    ])
    expect(table(await all(file('[add, add]')))).toEqual(['test_f[0] pass split', 'test_f[1] pass split'])
  })

  it('that cannot be used give no grade, and say why', async () => {
    const why = async (source: string) => table(await all(source))
    expect(await why('def test(:\n  pass')).toEqual([
      '* undecided split: the check is not valid Python: invalid syntax, line 1',
    ])
    expect(await why('import nowhere\ndef test_a(): pass')).toEqual([
      "* undecided split: the tests cannot be imported: ModuleNotFoundError: No module named 'nowhere'",
    ])
    expect(await why('x = 1')).toEqual([
      '* undecided split: the test file has no tests: a test is a function whose name begins with test',
    ])
    expect(await why('1 / 0')).toEqual([
      '* undecided split: the tests cannot be imported: ZeroDivisionError: division by zero',
    ])
    expect(await why('from prog import missing\ndef test_a(): pass')).toEqual([
      "test_a fail split: the check raised ImportError: cannot import name 'missing' from 'prog' (prog.py)",
    ])
    expect(
      table(await check(PROGRAM, [{ kind: 'test', id: 'a', name: 'test_b', source: 'def test_a(): pass' }])),
    ).toEqual(['a undecided split: the test file has no test named test_b'])
  })
})

describe.skipIf(python === undefined)('doctest examples (need a CPython)', () => {
  it('compare what is printed or raised, and share their names', async () => {
    const rows: [source: string, want: string, verdict: string][] = [
      ['add(1, 2)', '3\n', 'pass'],
      ['add(1, 2)', '4\n', 'fail'],
      ['hello()', 'hi\n', 'pass'],
      ['stack = Stack(); stack.push(1)', '', 'pass'],
      ['len(stack)', '1', 'pass'],
      ['for i in range(2):\n    print(add(i, 1))', '1\n2\n', 'pass'],
      ['oops()', 'Traceback (most recent call last):\n    ...\nOops: why\n', 'pass'],
      ['oops()', 'Traceback (most recent call last):\n...\nOops: why\n', 'pass'],
      ['oops()', 'Traceback (most recent call last):\nprog.Oops: why\n', 'pass'],
      ['oops()', 'Traceback (most recent call last):\nOops: not\n', 'fail'],
      ['oops()', '1\n', 'fail'],
      ['add(0.1, 0.2) # doctest: +ELLIPSIS', '0.30...\n', 'pass'],
      ['add(1, 1) # doctest: +SKIP', '9', 'skip'],
      ['add(1', '9', 'undecided'],
    ]
    const results = await check(
      PROGRAM,
      rows.map(([source, want], index) => ({ kind: 'doctest', id: String(index), source, want })),
    )
    expect(results.map(({ verdict }, index) => [rows[index]![0], verdict])).toEqual(
      rows.map(([source, , verdict]) => [source, verdict]),
    )
    expect(results[1]).toMatchObject({ message: 'add(1, 2) gives 3, expected 4', expected: '4', actual: '3' })
  })
})
