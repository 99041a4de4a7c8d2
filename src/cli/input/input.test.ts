import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonText } from '../../core/json.ts'
import { onlyFunctionOf } from './only-function.ts'
import { readExamples } from './read-examples.ts'
import { readModules } from './read-modules.ts'
import { readSource } from './read-source.ts'
import { readStdinCases } from './read-stdin-cases.ts'
import { writeSource } from './write-source.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-input-'))
})
afterAll(() => rm(folder, { recursive: true }))

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const usage = (message: RegExp) =>
  expect.objectContaining({ boundary: 'usage', message: expect.stringMatching(message) })

describe('reading a source', () => {
  it('gives the text, with line ends of one kind', async () => {
    expect(await readSource(await file('a.py', 'x = 1\r\ny = "é"\n'))).toBe('x = 1\ny = "é"\n')
  })

  it('says what is wrong with a file that is missing, a folder, not UTF-8, or far too large', async () => {
    await expect(readSource(join(folder, 'none.py'))).rejects.toEqual(usage(/none\.py: there is no such file/))
    await expect(readSource(folder)).rejects.toEqual(usage(/folder/))
    await expect(readSource(await file('latin.py', Uint8Array.of(0x78, 0xe9, 0x0a)))).rejects.toEqual(
      usage(/not UTF-8/),
    )
    const huge = await file('huge.py', '')
    await truncate(huge, 50_000_000)
    await expect(readSource(huge)).rejects.toEqual(usage(/50 MB: at most 4 MiB/))
  })
})

describe('writing a source', () => {
  it('keeps the line ends and the byte order mark that the file had', async () => {
    const [dos, marked, unix] = [
      await file('dos.py', '\ufeffx = 1\r\ny = 2\r\n'),
      await file('marked.py', '\ufeffx = 1\n'),
      await file('unix.py', 'x = 1\ny = "\r\n"\n'),
    ]
    for (const path of [dos, marked, unix]) await writeSource(path, 'x = 3\ny = 2\n')
    const text = (path: string) => readFile(path, 'utf8')
    expect([await text(dos), await text(marked), await text(unix)]).toEqual([
      '\ufeffx = 3\r\ny = 2\r\n',
      '\ufeffx = 3\ny = 2\n',
      'x = 3\ny = 2\n',
    ])
  })
})

describe('reading examples', () => {
  const refused = async (text: string, message: RegExp) =>
    expect(readExamples(await file('bad.json', text), () => 'f')).rejects.toEqual(usage(message))

  it('takes a list, or one function with its examples', async () => {
    const list = await file('list.json', '[{"args":[1],"expected":2}]')
    expect(await readExamples(list, () => 'f')).toEqual([
      { kind: 'call', id: 'example 1', function: 'f', args: [1], expected: 2 },
    ])
    const named = await file('named.json', '{"function":"g","examples":[{"expected":null,"kwargs":{"a":[]}}]}')
    expect(await readExamples(named, () => 'f')).toEqual([
      { kind: 'call', id: 'example 1', function: 'g', args: [], kwargs: { a: [] }, expected: null },
    ])
  })

  it('keeps floats as floats, and every digit', async () => {
    const numbers = await file(
      'numbers.json',
      '[{"args":[3.0],"kwargs":{"n":[1.0,1]},"expected":12345678901234567890}]',
    )
    const [check] = await readExamples(numbers, () => 'f')
    expect(jsonText([check?.args, check?.kwargs, check?.expected])).toBe('[[3.0],{"n":[1.0,1]},12345678901234567890]')
    const long = await file('long.json', `[{"args":[${'7'.repeat(5000)}],"expected":1}]`)
    await expect(readExamples(long, () => 'f')).rejects.toEqual(usage(/long\.json .*an integer of 5000 digits/))
  })

  it('refuses what is not JSON, not examples, or empty', async () => {
    await refused('', /bad\.json is not JSON that can be read: .* at line 1, column 1$/)
    await refused('[\n  {"args": [1], expected: 2}]', /not JSON .* at line 2, column 17$/)
    await refused('[{"args":[1],"expected":1,"expected":2}]', /Duplicate key 'expected'/)
    await refused('[]', /no examples in it: write a list such as \[/)
    await refused('{"args":[1],"expected":2}', /is not a list of examples: write/)
    await refused('"gcd"', /is not a list of examples: write/)
  })

  it('says which example lacks what, and what it has too much', async () => {
    const good = '{"args":[1],"expected":2}'
    await refused(`[${good},{"args":[1]}]`, /bad\.json: example 2 is not as expected: expected: it is missing; write/)
    await refused(`[{"expected":1},${good}]`, /example 1 .*: args: it is missing \(for a call without arguments/)
    await refused('[{"args":1,"expected":1}]', /example 1 .*: args: .*expected array/)
    await refused('[{"args":[1],"expected":1,"kwarg":{}}]', /example 1 .*"kwarg"/)
    await refused(`{"examples":[${good},7]}`, /example 2 .*expected object/)
  })

  it('needs no args where there are kwargs', async () => {
    const named = await file('kwargs.json', '[{"kwargs":{"a":1},"expected":2},{"args":[],"expected":2}]')
    expect((await readExamples(named, () => 'f')).map(({ args }) => args)).toEqual([[], []])
  })
})

describe('reading stdin cases', () => {
  it('pairs inputs with outputs, in the order of their numbers', async () => {
    const cases = await mkdtemp(join(folder, 'cases-'))
    for (const [name, text] of Object.entries({ '10.in': 'a', '10.out': 'b', '2.in': 'c', '2.ans': 'd' }))
      await writeFile(join(cases, name), text)
    expect((await readStdinCases(cases)).map(({ id, stdin, stdout }) => [id, stdin, stdout])).toEqual([
      ['2', 'c', 'd'],
      ['10', 'a', 'b'],
    ])
  })

  it('says which output is missing, and when there is no case at all', async () => {
    const cases = await mkdtemp(join(folder, 'cases-'))
    await expect(readStdinCases(cases)).rejects.toEqual(usage(/no cases/))
    await writeFile(join(cases, '1.in'), '')
    await expect(readStdinCases(cases)).rejects.toEqual(usage(/write 1\.out/))
    await expect(readStdinCases(join(cases, 'none'))).rejects.toEqual(usage(/does not exist/))
    await expect(readStdinCases(join(cases, '1.in'))).rejects.toEqual(usage(/is not a folder/))
  })
})

describe('reading what a program imports', () => {
  it('takes the files beside it that it imports, and theirs', async () => {
    const path = await file('main.py', 'import one\nfrom two import x\nimport json\n')
    await file('one.py', 'import three\nimport main\n')
    await file('two.py', 'x = 1\n')
    await file('three.py', '')
    await file('four.py', '')
    expect(
      Object.keys(await readModules(path, ['import one\nfrom two import x\nimport json\n'], ['main'])).sort(),
    ).toEqual(['one', 'three', 'two'])
  })
})

describe('reading the packages of a program', () => {
  it('takes modules of packages, by absolute and by relative imports', async () => {
    const source =
      'import json\nfrom geo.shapes import (\n    Square,  # one\n    Circle)\nimport geo.units as u, alone\n'
    const path = await file('walk.py', source)
    await mkdir(join(folder, 'geo', 'deep'), { recursive: true })
    await file('geo/__init__.py', 'from . import tools\n')
    await file('geo/shapes.py', 'from .deep.base import Shape\nfrom .deep import other\n')
    await file('geo/units.py', '')
    await file('geo/tools.py', '')
    await file('geo/unused.py', '')
    await file('geo/deep/base.py', 'from .. import extra\n')
    await file('geo/deep/other.py', '')
    await file('geo/extra.py', '')
    await file('alone.py', '')
    const modules = await readModules(path, [source], ['walk'])
    expect(Object.keys(modules).sort()).toEqual([
      'alone',
      'geo',
      'geo.deep.base',
      'geo.deep.other',
      'geo.extra',
      'geo.shapes',
      'geo.tools',
      'geo.units',
    ])
    expect(modules['geo']).toBe('from . import tools\n')
  })
})

describe('the only function of a program', () => {
  it('is found, and its absence is told', () => {
    expect(onlyFunctionOf('def f(x):\n  def g(): pass\n', 'p.py')).toBe('f')
    expect(() => onlyFunctionOf('x = 1\n', 'p.py')).toThrow('p.py defines no function to call')
    expect(() => onlyFunctionOf('def f(): pass\ndef g(): pass\n', 'p.py')).toThrow('p.py defines f, g')
  })
})
