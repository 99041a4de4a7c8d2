import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who may import whom, and who may touch the world: the table of ARCHITECTURE.md. */
const houses = {
  core: { may: [], world: ['node:crypto'] },
  syntax: { may: ['core'], world: ['node:fs', 'node:fs/promises', 'node:url'] },
  trace: { may: ['core'], world: [] },
  record: { may: ['core'], world: [] },
  generator: { may: ['core', 'syntax', 'trace'], world: [] },
  critic: { may: ['core', 'syntax', 'trace'], world: [] },
  refiner: { may: ['core', 'syntax', 'trace'], world: [] },
  strategy: { may: ['core', 'syntax', 'trace'], world: [] },
  inject: { may: ['core', 'syntax', 'trace'], world: [] },
  runtime: { may: ['core', 'syntax'], world: 'any' },
  vision: { may: ['core', 'syntax'], world: 'any' },
  model: { may: ['core', 'syntax'], world: 'any' },
  benchmark: { may: ['core', 'syntax'], world: 'any' },
  store: { may: ['core', 'syntax', 'record'], world: 'any' },
  run: { may: ['core', 'record'], world: ['node:crypto'] },
  report: { may: ['core', 'record', 'trace'], world: [] },
  export: { may: ['core', 'record', 'syntax', 'trace'], world: [] },
} as const satisfies Record<string, { may: readonly string[]; world: 'any' | readonly string[] }>

/** Doors see everything that stands before them. */
const doors = ['catalog.ts', 'index.ts', 'testing.ts', 'cli', 'server']
/** Purely computing packages: no world in them. */
const purePackages = new Set(['diff', 'llama-tokenizer-js', 'lossless-json', 'yoctocolors', 'zod', 'web-tree-sitter'])

interface Import {
  readonly file: string
  readonly target: string
}

const importsOf = (file: string, source: string): Import[] =>
  [
    ...source.matchAll(
      /^(?:import|export)\b[^'"=]*?\bfrom\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
    ),
  ].map((match) => ({
    file,
    target: match[1] ?? match[2] ?? match[3] ?? '',
  }))

function violation({ file, target }: Import): string | undefined {
  const from = file.split('/')[1] ?? ''
  if (doors.includes(from)) return undefined
  const house = houses[from as keyof typeof houses]
  if (house === undefined) return `${file}: the folder ${from} is not in the table`
  if (!target.startsWith('.')) {
    const worldly = !purePackages.has(target.split('/')[0] ?? '')
    const allowed = house.world === 'any' || (house.world as readonly string[]).includes(target)
    return worldly && !allowed ? `${file} touches the world: ${target}` : undefined
  }
  const to = normalize(join(dirname(file), target)).split('/')[1] ?? ''
  if (to === from || (house.may as readonly string[]).includes(to)) return undefined
  return `${file} may not import ${target}`
}

describe('the architecture', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => join('src', file))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

  it('lets no folder import what the table forbids', () => {
    const found = files
      .flatMap((file) => importsOf(file, readFileSync(file, 'utf8')))
      .flatMap((one) => violation(one) ?? [])
    expect(files.length).toBeGreaterThan(10)
    expect(found).toEqual([])
  })

  it('would notice a part that imports a sibling, the world, or an engine', () => {
    const broken = importsOf(
      'src/critic/x.ts',
      "import { a } from '../refiner/a.ts'\nimport fs from 'node:fs'\nexport { s } from '../run/s.ts'\n",
    )
    expect(broken.map(violation)).toEqual([
      'src/critic/x.ts may not import ../refiner/a.ts',
      'src/critic/x.ts touches the world: node:fs',
      'src/critic/x.ts may not import ../run/s.ts',
    ])
    expect(violation({ file: 'src/core/x.ts', target: '../syntax/y.ts' })).toBeDefined()
    expect(violation({ file: 'src/critic/x.ts', target: '../syntax/y.ts' })).toBeUndefined()
  })

  it('has no file with a name that says nothing', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc|managers?|base|types)(\.ts|\/)/.test(file))).toEqual(
      [],
    )
  })

  it('has no file over 400 lines', () => {
    expect(files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 400)).toEqual([])
  })
})
