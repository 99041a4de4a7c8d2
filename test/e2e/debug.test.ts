import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultline } from './faultline.ts'

const programs = fileURLToPath(new URL('../../examples/programs', import.meta.url))
let cwd = ''
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'faultline-debug-'))
  await cp(programs, cwd, { recursive: true })
})
afterAll(() => rm(cwd, { recursive: true }))

describe('faultline debug', () => {
  it.each([
    ['doctests', ['debug', 'median.py'], 15],
    ['pytest-style tests', ['debug', 'rotate.py', '--tests', 'test_rotate.py'], 6],
    ['tests of a class with a fault', ['debug', 'bank.py', '--tests', 'test_bank.py'], 11],
    ['examples', ['debug', 'collatz.py', '--examples', 'collatz.json'], 8],
    ['stdin cases', ['debug', 'wordfreq/wordfreq.py', '--stdin-cases', 'wordfreq'], 7],
    ['a generator that never ends', ['debug', 'flatten.py', '--tests', 'test_flatten.py'], 5],
  ] as const)('mends a program that %s show to be wrong, and blames the line', async (_what, args, line) => {
    const { code, stdout } = await faultline([...args, '--json'], { cwd })
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ verdict: 'mended', written: false })
    expect(report.checks.every(({ after }: { after: string }) => after === 'pass')).toBe(true)
    expect(report.blame.slice(0, 5).map((blame: { line: number }) => blame.line)).toContain(line)
    expect(report.diff).toContain('@@')
    expect(code).toBe(0)
  })

  it('writes the program only when it is told to', async () => {
    const before = await readFile(join(cwd, 'median.py'), 'utf8')
    await faultline(['debug', 'median.py'], { cwd })
    expect(await readFile(join(cwd, 'median.py'), 'utf8')).toBe(before)
    const { code, stdout } = await faultline(['debug', 'median.py', '--write'], { cwd })
    expect([code, stdout]).toEqual([0, expect.stringContaining('Written to median.py')])
    expect(await readFile(join(cwd, 'median.py'), 'utf8')).not.toBe(before)
    expect((await faultline(['debug', 'median.py'], { cwd })).stdout).toContain('there is nothing to mend')
  })

  it('shows an earlier run again from its log', async () => {
    const { stdout } = await faultline(['debug', 'collatz.py', '--examples', 'collatz.json', '--json'], { cwd })
    const { run, blame } = JSON.parse(stdout)
    const shown = JSON.parse((await faultline(['show', run, '--json'], { cwd })).stdout)
    expect(shown).toMatchObject({ run, verdict: 'mended', blame })
    expect((await faultline(['show', 'last'], { cwd })).stdout).toContain('Mended')
  })

  it('ends with 1 and writes nothing where no mend is found', async () => {
    const source = 'def cipher(text):\n    return text\n'
    await writeFile(join(cwd, 'cipher.py'), source)
    const examples = { abc: 'q7#', def: '0', ghi: 'zz91', jkl: '' }
    const cases = Object.entries(examples).map(([text, expected]) => ({ args: [text], expected }))
    await writeFile(join(cwd, 'cipher.json'), JSON.stringify(cases))
    const args = ['debug', 'cipher.py', '--examples', 'cipher.json', '--max-executions', '100', '--write', '--json']
    const { code, stdout } = await faultline(args, { cwd })
    expect([code, JSON.parse(stdout).verdict]).toEqual([1, 'not mended'])
    expect(await readFile(join(cwd, 'cipher.py'), 'utf8')).toBe(source)
  })
})
