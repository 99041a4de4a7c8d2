import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultline } from './faultline.ts'

let cwd = ''
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'faultline-bad-'))
  const files = {
    'good.py': 'def f(x):\n    return x\n',
    'broken.py': 'def f(x):\n    return x +\n',
    'nothing.py': 'x = 1\n',
    'test_missing.py': 'from good import g\n\ndef test_g():\n    assert g(1) == 1\n',
    'test_broken.py': 'def test_f(:\n',
    'test_empty.py': '',
    'test_alien.py': 'import not_on_this_planet\n\ndef test_f():\n    pass\n',
    'cases.json': '[{"args": [1], "expected": 1}]',
    'bad.json': '{"examples": ',
    'none.json': '[]',
    'lacking.json': '[{"args": [1], "expected": 1}, {"args": [1]}]',
    'one.in': '1\n',
    'marked.py': '\ufeffdef f(x):\n    return x\n',
    'dos.py': 'def f(x):\r\n    return x\r\n',
    'tabs.py': 'def f(x):\n\treturn x\n',
    'broken_tabs.py': 'def f(x):\n\treturn x x\n',
    'test_helper.py': 'def helper():\n    pass\n',
    'test_more.py': 'from good import f\n\ndef test_f():\n    assert f(1) == 1\n',
    'test_other.py': 'from good import f\n\ndef test_f():\n    assert f(2) == 3\n',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
  await writeFile(join(cwd, 'latin.py'), Uint8Array.of(0x23, 0xe9, 0x0a))
  await writeFile(join(cwd, 'huge.py'), '')
  await truncate(join(cwd, 'huge.py'), 50_000_000)
})
afterAll(() => rm(cwd, { recursive: true }))

const usageErrors: readonly (readonly [what: string, args: readonly string[], line: RegExp])[] = [
  ['a missing program', ['run', 'none.py'], /none\.py: there is no such file/],
  ['a program that is not UTF-8', ['run', 'latin.py'], /latin\.py is not UTF-8/],
  ['a 50 MB program', ['debug', 'huge.py'], /huge\.py has 50 MB/],
  ['a folder for a program', ['run', '.'], /folder/],
  ['a wrong flag', ['run', 'good.py', '--tarce', 'full'], /unknown option '--tarce'/],
  ['a wrong choice', ['run', 'good.py', '--trace', 'some'], /Allowed choices are full, line, off/],
  ['no command', ['fix', 'good.py'], /unknown command 'fix'/],
  ['a number that is none', ['debug', 'good.py', '--rounds', 'many'], /whole number/],
  ['no checks at all', ['debug', 'good.py'], /nothing shows what is wrong with good\.py/],
  ['a missing tests file', ['debug', 'good.py', '--tests', 'none.py'], /none\.py: there is no such file/],
  [
    'tests that import what the program lacks',
    ['debug', 'good.py', '--tests', 'test_missing.py'],
    /test_missing\.py: .*cannot import name 'g'/,
  ],
  [
    'tests that import what is not there',
    ['debug', 'good.py', '--tests', 'test_alien.py'],
    /test_alien\.py: .*not_on_this_planet/,
  ],
  ['tests with a syntax error', ['debug', 'good.py', '--tests', 'test_broken.py'], /test_broken\.py: .*invalid syntax/],
  ['an empty tests file', ['debug', 'good.py', '--tests', 'test_empty.py'], /test_empty\.py/],
  [
    'a tests file without a test',
    ['debug', 'good.py', '--tests', 'test_helper.py'],
    /test_helper\.py: .* no tests: a test is a function whose name begins with test/,
  ],
  [
    'examples that are none',
    ['debug', 'good.py', '--examples', 'none.json'],
    /none\.json has no examples in it: write/,
  ],
  [
    'an example without what is expected',
    ['debug', 'good.py', '--examples', 'lacking.json'],
    /lacking\.json: example 2 .* expected: it is missing; write a list such as/,
  ],
  [
    'an input without its output',
    ['debug', 'good.py', '--stdin-cases', '.'],
    /one\.in has no expected output .* one\.out/,
  ],
  ['a file for a folder of cases', ['debug', 'good.py', '--stdin-cases', 'one.in'], /one\.in: it is not a folder/],
  ['examples that are not JSON', ['debug', 'good.py', '--examples', 'bad.json'], /bad\.json is not JSON/],
  [
    'examples for a program without a function',
    ['debug', 'nothing.py', '--examples', 'cases.json'],
    /defines no function to call/,
  ],
  ['cases that are not there', ['debug', 'good.py', '--stdin-cases', 'none'], /none: it does not exist/],
  [
    'a part that there is not',
    ['debug', 'good.py', '--examples', 'cases.json', '--critic', 'oracle'],
    /no critic "oracle"; there are checks/,
  ],
  ['a benchmark that there is not', ['eval', 'swe', '--data', '.'], /no benchmark "swe"/],
  ['a benchmark without its data', ['eval', 'quixbugs', '--data', 'none'], /it does not exist/],
  ['a data folder that holds something else', ['eval', 'quixbugs', '--data', '.'], /no file like/],
  ['a run that there is not', ['show', 'yesterday'], /there is no run yesterday/],
  ['a kind of part that there is not', ['list', 'things'], /cannot list "things"/],
]

describe('bad input', () => {
  it.each(usageErrors)('%s gives one clear line and exit code 2', async (_what, args, line) => {
    const { code, stdout, stderr } = await faultline(args, { cwd })
    expect(stderr).toMatch(line)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3)
    expect([code, stdout]).toEqual([2, ''])
  })

  it('a syntax error of the program is its outcome, shown with its caret', async () => {
    const { code, stdout } = await faultline(['run', 'broken.py'], { cwd })
    expect(stdout).toContain('broken.py:2:')
    expect(stdout).toMatch(/│\s+\^/)
    expect(stdout).toContain('SyntaxError')
    expect(code).toBe(1)
  })

  it('a syntax error is shown with its caret by debug too, also behind a tab', async () => {
    const { stdout } = await faultline(['debug', 'broken_tabs.py', '--examples', 'cases.json'], { cwd })
    expect(stdout).toContain(
      'broken_tabs.py:2:11\n    2 │ \treturn x x\n      │ \t         ^\nSyntaxError: invalid syntax\n',
    )
  })

  it.each(['marked.py', 'dos.py', 'tabs.py'])('the program %s is read like any other', async (file) => {
    const { code, stdout } = await faultline(['debug', file, '--examples', 'cases.json'], { cwd })
    expect(stdout).toContain('Passed: every check passes')
    expect(code).toBe(0)
  })

  it('tests of the same name in two files are told apart', async () => {
    const tests = ['--tests', 'test_more.py', '--tests', 'test_other.py', '--tests', 'test_other.py']
    const { stdout } = await faultline(['debug', 'good.py', ...tests], { cwd })
    expect(stdout).toContain('good.py  2 checks')
    expect(stdout).toContain('test_more.py::test_f')
    expect(stdout).toMatch(/✗.*test_other\.py::test_f/)
  })

  it('calling what is not there is the program’s outcome', async () => {
    const { code, stdout } = await faultline(['run', 'good.py', '--call', 'g(1)'], { cwd })
    expect(stdout).toContain("NameError: name 'g' is not defined")
    expect(code).toBe(1)
  })
})
