import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { goldPrograms } from './gold-programs.ts'

const data = new URL('../../../../shared/data/nlvr/dev.json', import.meta.url)

describe('the gold programs of NLVR', () => {
  let programs: ReadonlyMap<string, string> = new Map()
  beforeAll(async () => {
    programs = await goldPrograms()
  })

  it('are many, in the order of their sentences', () => {
    const numbers = [...programs.keys()].map(Number)
    expect(numbers.length).toBeGreaterThanOrEqual(120)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  })

  it('are each one Python function over one image, and no two are the same text', async () => {
    const python = await loadPython()
    for (const [number, source] of programs) {
      const { errors, root } = python.parse(source)
      expect(errors, number).toEqual([])
      expect(
        source.startsWith('def execute_command(image) -> str:\n    image_patch = ImagePatch(image)\n'),
        number,
      ).toBe(true)
      expect(root.children, number).toHaveLength(1)
    }
    expect(new Set(programs.values()).size).toBe(programs.size)
  })

  it.skipIf(!existsSync(data))('belong to sentences of the split (skipped where ../shared/data is not there)', () => {
    const identifiers = readFileSync(data, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { identifier: string }).identifier)
    const numbers = new Set(identifiers.map((identifier) => identifier.split('-')[0]))
    expect([...programs.keys()].filter((number) => !numbers.has(number))).toEqual([])
  })
})
