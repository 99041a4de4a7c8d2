import { access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readSource } from './read-source.ts'

const maxModules = 100

/** The Python files beside `path` that `sources` import, those of packages too, and those that these import: name → source. */
export async function readModules(
  path: string,
  sources: readonly string[],
  skip: readonly string[],
): Promise<Record<string, string>> {
  const modules: Record<string, string> = {}
  const waiting = sources.flatMap((source) => importedModules(source, ''))
  const seen = new Set(skip)
  for (let name = waiting.pop(); name !== undefined && seen.size < maxModules; name = waiting.pop()) {
    if (seen.has(name)) continue
    const found = await moduleFile(join(dirname(path), ...name.split('.')))
    if (found === undefined) continue
    seen.add(name)
    const source = await readSource(found.file)
    modules[name] = source
    waiting.push(...importedModules(source, found.isPackage ? name : parentOf(name)))
  }
  return modules
}

async function moduleFile(stem: string): Promise<{ readonly file: string; readonly isPackage: boolean } | undefined> {
  if (await exists(`${stem}.py`)) return { file: `${stem}.py`, isPackage: false }
  const file = join(stem, '__init__.py')
  return (await exists(file)) ? { file, isPackage: true } : undefined
}

const importStatement = /^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))/gmu

/** What may be a module of its own: `from a.b import c` may mean `a`, `a.b` and `a.b.c`. `home` is the source's package. */
const importedModules = (source: string, home: string): string[] =>
  [...source.matchAll(importStatement)].flatMap(([, dots = '', from = '', members = '', plain]) => {
    if (plain !== undefined) return namesIn(plain).flatMap(withParents)
    const base = [dots === '' ? '' : ancestor(home, dots.length - 1), from].filter(Boolean).join('.')
    const inside = namesIn(members).map((name) => (base === '' ? name : `${base}.${name}`))
    return [...withParents(base), ...(base === '' ? [] : inside)]
  })

/** The names of `a as b, c  # why`, in brackets or not. */
const namesIn = (list: string): string[] =>
  list
    .replaceAll(/#.*|[()\\]/g, '')
    .split(',')
    .map((each) => each.trim().split(/\s/)[0] ?? '')
    .filter((name) => /^[\p{ID_Start}_][\p{ID_Continue}.]*$/u.test(name))

const withParents = (name: string): string[] => (name === '' ? [] : [...withParents(parentOf(name)), name])
const parentOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('.')))
const ancestor = (name: string, levels: number): string => (levels === 0 ? name : ancestor(parentOf(name), levels - 1))

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
