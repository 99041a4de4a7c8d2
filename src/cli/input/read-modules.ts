import { access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readSource } from './read-source.ts'

const maxModules = 100

/** The Python files beside `path` that `sources` import, and those that these import: module name → source. */
export async function readModules(
  path: string,
  sources: readonly string[],
  skip: readonly string[],
): Promise<Record<string, string>> {
  const modules: Record<string, string> = {}
  const waiting = sources.flatMap(importedModules)
  const seen = new Set(skip)
  for (let name = waiting.pop(); name !== undefined && seen.size < maxModules; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const file = join(dirname(path), `${name}.py`)
    if (!(await exists(file))) continue
    const source = await readSource(file)
    modules[name] = source
    waiting.push(...importedModules(source))
  }
  return modules
}

const importedModules = (source: string): string[] =>
  [...source.matchAll(/^[ \t]*(?:from[ \t]+([A-Za-z_]\w*)[ \t]+import|import[ \t]+([\w, \t]+))/gm)].flatMap(
    ([, from, names]) =>
      from === undefined ? (names ?? '').split(',').map((name) => name.trim().split(/\s/)[0] ?? '') : [from],
  )

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
