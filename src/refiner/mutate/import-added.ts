import { edited } from '../../syntax/edit.ts'
import { isDocstring } from '../../syntax/expression.ts'
import { statementsIn } from '../../syntax/statement.ts'
import { child, parts } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'

/** Names of the standard library that programs use without importing them, by the module that has them. */
const modules: Readonly<Record<string, readonly string[]>> = {
  math: [
    'sqrt',
    'ceil',
    'floor',
    'pi',
    'gcd',
    'factorial',
    'log',
    'log2',
    'log10',
    'pow',
    'inf',
    'prod',
    'comb',
    'isqrt',
    'sin',
    'cos',
    'tan',
    'radians',
    'degrees',
    'hypot',
  ],
  collections: ['defaultdict', 'Counter', 'deque', 'OrderedDict', 'namedtuple', 'ChainMap'],
  itertools: [
    'combinations',
    'permutations',
    'product',
    'groupby',
    'chain',
    'accumulate',
    'islice',
    'zip_longest',
    'cycle',
    'repeat',
    'combinations_with_replacement',
    'takewhile',
    'dropwhile',
    'count',
  ],
  functools: ['reduce', 'lru_cache', 'cache', 'cmp_to_key', 'partial', 'wraps', 'total_ordering'],
  heapq: ['heappush', 'heappop', 'heapify', 'nlargest', 'nsmallest', 'heappushpop', 'heapreplace', 'merge'],
  bisect: ['bisect_left', 'bisect_right', 'insort', 'bisect'],
  operator: ['itemgetter', 'attrgetter', 'mul', 'add'],
  string: ['ascii_lowercase', 'ascii_uppercase', 'ascii_letters', 'digits', 'punctuation'],
  typing: ['List', 'Dict', 'Tuple', 'Set', 'Optional', 'Any', 'Union', 'Callable', 'Iterable', 'Iterator'],
  datetime: ['datetime', 'timedelta', 'date'],
  statistics: ['mean', 'median', 'mode', 'stdev'],
  fractions: ['Fraction'],
  decimal: ['Decimal'],
  copy: ['deepcopy'],
  dataclasses: ['dataclass', 'field'],
  enum: ['Enum'],
  hashlib: ['md5', 'sha256'],
}
/** The short names that programs give to modules. */
const aliases: Readonly<Record<string, string>> = {
  hq: 'heapq',
  it: 'itertools',
  dt: 'datetime',
  np: 'numpy',
  pd: 'pandas',
  ct: 'collections',
  rd: 'random',
}
const importable = [...Object.keys(modules), 're', 'random', 'sys', 'os', 'json', 'time', 'cmath', 'calendar']

/** What a check calls or the program reads is not defined: an import of the standard library, or the name of a function that is. */
export const undefinedName: Family = function* (node, { tree, failure, given }) {
  if (node !== tree.root) return
  const missing = new Set(
    failure.messages.flatMap((message) => /^name '(\w+)' is not defined/.exec(message)?.[1] ?? []),
  )
  const statements = statementsIn(node)
  const first = statements.find(
    (each) =>
      !(each.kind === 'expression_statement' && isDocstring(parts(each)[0] ?? each)) &&
      each.kind !== 'future_import_statement',
  )
  const at = first?.from ?? 0
  for (const name of missing) {
    const lines = importable.includes(name) ? [`import ${name}`] : []
    if (aliases[name] !== undefined) lines.push(`import ${aliases[name]} as ${name}`)
    for (const [module, names] of Object.entries(modules))
      if (names.includes(name)) lines.push(`from ${module} import ${name}`)
    const shown = given.get(name)
    if (shown !== undefined)
      yield {
        edits: [edited(at, at, `${shown}\n\n\n`)],
        at: node,
        prior: 1,
        note: `inserted \`${name}\` as the prompt defines it`,
      }
    for (const text of lines)
      yield { edits: [edited(at, at, `${text}\n`)], at: node, prior: 1, note: `inserted \`${text}\`` }
    for (const definition of statements) {
      const defined = definition.kind === 'function_definition' ? child(definition, 'name')!.text : undefined
      if (defined === undefined) continue
      const end = tree.source.endsWith('\n') ? '' : '\n'
      const text = `${name} = ${defined}`
      yield {
        edits: [edited(tree.source.length, tree.source.length, `${end}\n${text}\n`)],
        at: node,
        prior: 0.5,
        note: `inserted \`${text}\``,
      }
    }
  }
}
