import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultline } from './faultline.ts'

let cwd = ''
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'faultline-run-'))
  await mkdir(join(cwd, 'geo'))
  const files = {
    'ask.py': 'name = input("Name? ")\n',
    'hello.py': 'print("hello", end="")\n',
    'args.py': 'import sys\nprint(sys.argv[1:])\n',
    'shop.py': 'from geo.shapes import Square\nprint(Square(3).area())\n',
    'geo/__init__.py': '',
    'geo/shapes.py':
      'class Square:\n    def __init__(self, side):\n        self.side = side\n    def area(self):\n        return self.side ** 2\n',
    'endless.py': 'n = 0\nwhile True:\n    n += 1\n',
    'loud.py': 'for i in range(100_000):\n    print("x" * 50)\n',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
})
afterAll(() => rm(cwd, { recursive: true }))

describe('faultline run', () => {
  it('says how the program ended on a line of its own, also where its output ended within one', async () => {
    const { code, stdout } = await faultline(['run', 'ask.py'], { cwd })
    expect(stdout).toBe(
      'Name? \nask.py:1:8\n    1 │ name = input("Name? ")\n      │        ^^^^^^^^^^^^^^^\nEOFError: EOF when reading a line\n',
    )
    expect(code).toBe(1)
  })

  it('adds nothing to the output of a script that ran to its end', async () => {
    expect(await faultline(['run', 'hello.py'], { cwd })).toEqual({ code: 0, stdout: 'hello', stderr: '' })
  })

  it('gives a trace as JSON that can be read by a program, whatever the script printed', async () => {
    const { stdout, stderr } = await faultline(['run', 'hello.py', '--view', 'json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ level: 'full' })
    expect(stderr).toBe('hello\n')
  })

  it('hands arguments to the script, and refuses them for a call', async () => {
    expect((await faultline(['run', 'args.py', '5', '--', '--twice'], { cwd })).stdout).toBe("['5', '--twice']\n")
    const { code, stderr } = await faultline(['run', 'args.py', '5', '--call', 'f(1)'], { cwd })
    expect([code, stderr]).toEqual([2, 'faultline: 5: arguments are for a script, and --call runs none\n'])
  })

  it('does not look for the fault of a call in the program', async () => {
    const { code, stdout } = await faultline(['run', 'args.py', '--call', 'f('], { cwd })
    expect([code, stdout]).toEqual([1, "[]\n--call f(: SyntaxError: '(' was never closed\n"])
  })

  it('finds the packages beside the program', async () => {
    expect((await faultline(['run', 'shop.py'], { cwd })).stdout).toBe('9\n')
  })

  it('shows nothing of its own where it stopped a program that was watched', async () => {
    const { stdout, stderr } = await faultline(['run', 'endless.py', '--cpu', '0.3', '--view', 'compact'], { cwd })
    expect(stderr).toBe('')
    expect(stdout).toContain('stopped: the limit of cpu time was reached')
  })

  it('marks what was dropped of the output', async () => {
    const { stdout } = await faultline(['run', 'loud.py'], { cwd })
    expect(stdout).toMatch(/x\n?… \d+ bytes of output were dropped\nstopped: the limit of output was reached\n$/)
  })
})
