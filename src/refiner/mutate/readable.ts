import type { PythonParser, SyntaxTree } from '../../syntax/python.ts'
import type { NameUse } from '../../syntax/scope.ts'
import { scopesOf } from '../../syntax/scope.ts'
import { walk } from '../../syntax/syntax-node.ts'
import { unitOf } from '../../syntax/blocks.ts'
import { indentationUnit } from '../../syntax/edit.ts'

/** A text that Python may be able to load, and what was done to get there. */
export interface Readable {
  readonly source: string
  readonly note: string
}

/** Repairs of one text at most; each further one stands on the one before. */
const rounds = 6

/**
 * Texts near by that the grammar can read, likeliest first, for a source that it cannot: what a model wrote around the
 * program goes (fences, remarks), a text that was cut off is closed or loses its last statement, a header that was cut
 * off is put back.
 */
export const readableTexts = (python: PythonParser, source: string, entry: string | undefined): readonly Readable[] => {
  const found: Readable[] = []
  for (const repair of [closed, withoutBrokenLines, cutAtError]) {
    const text = repeated(python, source, repair)
    if (text !== undefined) found.push(text)
  }
  const bases = found.length > 0 ? found : [{ source, note: '' }]
  const headed = bases.flatMap((base) => withHeader(python.parse(base.source), entry).map((each) => joined(base, each)))
  return [...headed, ...found].filter(
    (each, index, all) => all.findIndex((other) => other.source === each.source) === index,
  )
}

const joined = (base: Readable, next: Readable): Readable => ({
  source: next.source,
  note: [base.note, next.note].filter((note) => note !== '').join('; '),
})

type Repair = (tree: SyntaxTree) => Readable | undefined

const repeated = (python: PythonParser, source: string, repair: Repair): Readable | undefined => {
  let at: Readable = { source, note: '' }
  for (let round = 0; round < rounds; round++) {
    const tree = python.parse(at.source)
    if (isWhole(tree)) return at.note === '' ? undefined : at
    const next = repair(tree)
    if (next === undefined) return undefined
    at = joined(at, next)
  }
  return isWhole(python.parse(at.source)) ? at : undefined
}

/** The grammar takes a header without a block, Python does not. */
const isWhole = ({ errors, source }: SyntaxTree): boolean => errors.length === 0 && !/:\s*$/.test(source)

const firstErrorLine = ({ errors }: SyntaxTree): number =>
  Math.min(...errors.map(({ to, from }) => (to.column === 1 && to.line > from.line ? to.line - 1 : to.line)))

const withoutBrokenLines: Repair = (tree) => {
  const lines = tree.source.split('\n')
  const at = lines.findIndex((text) => /^\s*(```|\[Task|\[\/?[A-Z]+\])/.test(text))
  const line = at === -1 ? firstErrorLine(tree) - 1 : at
  const text = lines[line]
  if (text === undefined) return undefined
  return { source: lines.toSpliced(line, 1).join('\n'), note: `line ${line + 1}: \`${text.trim()}\` removed` }
}

const cutAtError: Repair = (tree) => {
  const line = firstErrorLine(tree)
  const kept = tree.source.split('\n').slice(0, line - 1)
  return kept.length === 0
    ? undefined
    : { source: `${kept.join('\n')}\n`, note: `everything from line ${line} on removed` }
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Brackets that stay open at the end of the text are closed there; a block without statements gets a `pass`. */
const closed: Repair = ({ source }) => {
  const open: string[] = []
  const plain = source.replaceAll(/("""|''')[^]*?\1|"[^"\n]*"|'[^'\n]*'|#[^\n]*/g, '')
  for (const character of plain) {
    if (closers[character] !== undefined) open.push(closers[character])
    else if (character === open.at(-1)) open.pop()
  }
  const end = source.trimEnd()
  if (open.length > 0) {
    const missing = open.toReversed().join('')
    return { source: `${end}${missing}\n`, note: `\`${missing}\` added at the end` }
  }
  if (!end.endsWith(':')) return undefined
  const indentation = /[ \t]*[^\n]*$/.exec(end)![0].match(/^[ \t]*/)![0] + indentationUnit(source)
  return { source: `${end}\n${indentation}pass\n`, note: '`pass` added at the end' }
}

/** Indented lines without a header: a `def` is put before them, with the names that they read and nothing binds. */
const withHeader = (tree: SyntaxTree, entry: string | undefined): readonly Readable[] => {
  const lines = tree.source.split('\n')
  const from = lines.findIndex(
    (line, index) =>
      /^[ \t]+\S/.test(line) &&
      lines.slice(0, index).every((before) => !/^(def|class|if|for|while|with|try|async|@)\b/.test(before)),
  )
  if (from === -1) return []
  const length = lines.slice(from).findIndex((line) => /^[^\s#]/.test(line))
  const to = length === -1 ? lines.length : from + length
  const scopes = scopesOf(tree.root)
  const isInside = ({ node: { span } }: NameUse): boolean => span.from.line > from && span.from.line <= to
  const bound = new Set(
    scopes.uses.filter((use) => use.binds && use.scope === scopes.module && !isInside(use)).map(({ name }) => name),
  )
  const inside = scopes.uses.filter((use) => isInside(use) && use.scope === scopes.module && !bound.has(use.name))
  const parameters = [
    ...new Set(inside.filter((use) => isGiven(use, inside) && !isCalled(tree, use.name)).map(({ name }) => name)),
  ]
  const called = scopes.uses.filter(
    ({ name, scope, node }) =>
      scopes.resolve(name, scope) === undefined && node.parent?.kind === 'call' && !builtins.has(name),
  )
  const defined = new Set(scopes.module.bindings.keys())
  return [...new Set([...(entry === undefined ? [] : [entry]), ...called.map(({ name }) => name)])]
    .filter((name) => !defined.has(name))
    .map((name) => {
      const header = `def ${name}(${parameters.join(', ')}):`
      return {
        source: lines.toSpliced(from, 0, header).join('\n'),
        note: `before line ${from + 1}: inserted \`${header}\``,
      }
    })
}

/** Builtins that programs call most: what else is called and not defined may be what lost its header. */
const builtins = new Set(
  'abs all any bin bool chr dict divmod enumerate filter float format frozenset hash hex input int isinstance iter len list map max min next oct ord pow print range repr reversed round set sorted str sum super tuple type zip'.split(
    ' ',
  ),
)

/** Read by the first statement that mentions it: nothing but a parameter can have bound it. */
const isGiven = ({ name, reads, node }: NameUse, uses: readonly NameUse[]): boolean =>
  reads && unitOf(uses.find((use) => use.name === name)!.node) === unitOf(node)

const isCalled = (tree: SyntaxTree, name: string): boolean =>
  [...walk(tree.root)].some((node) => node.kind === 'call' && node.children[0]?.text === name)
