import { isExpression, level, levelOf } from '../../syntax/expression.ts'
import { parametersOf } from '../../syntax/statement.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { fitted, phrase, phraseOf, replacing, swapping } from './mutation.ts'
import { containers, fit, isSurely, mayBe, mayBeNumber } from './static-type.ts'
import type { Types } from './static-type.ts'

/** Builtins and methods that are taken for one another, in groups; a method stands with its dot. */
const groups: readonly (readonly string[])[] = [
  ['min', 'max', 'sum', 'len'],
  ['any', 'all'],
  ['int', 'round', 'float', 'abs'],
  ['str', 'repr'],
  ['list', 'set', 'tuple', 'sorted'],
  ['sorted', 'reversed'],
  ['range', 'reversed'],
  ['math.floor', 'math.ceil', 'round', 'int', 'math.trunc'],
  ['math.sqrt', 'math.pow'],
  ['math.log', 'math.log2', 'math.log10'],
  ['re.match', 're.search', 're.fullmatch', 're.findall'],
  ['itertools.combinations', 'itertools.permutations', 'itertools.combinations_with_replacement', 'itertools.product'],
  ['combinations', 'permutations', 'combinations_with_replacement', 'product'],
  ['heapq.heappush', 'heapq.heappushpop', 'heapq.heapreplace'],
  ['heappushpop', 'heapreplace'],
  ['heapq.nlargest', 'heapq.nsmallest'],
  ['nlargest', 'nsmallest'],
  ['bisect_left', 'bisect_right', 'bisect'],
  ['.append', '.extend', '.add', '.update', '.insert', '.appendleft'],
  ['.remove', '.discard', '.pop'],
  ['.pop', '.popleft'],
  ['.extend', '.extendleft'],
  ['.find', '.rfind', '.index', '.rindex', '.count'],
  ['.lower', '.upper', '.swapcase', '.title', '.capitalize', '.casefold'],
  ['.islower', '.isupper', '.isalpha', '.isdigit', '.isalnum', '.isspace', '.isnumeric', '.istitle'],
  ['.startswith', '.endswith'],
  ['.strip', '.lstrip', '.rstrip'],
  ['.removeprefix', '.removesuffix', '.lstrip', '.rstrip', '.strip'],
  ['.split', '.rsplit', '.splitlines', '.partition', '.rpartition'],
  ['.ljust', '.rjust', '.center', '.zfill'],
  ['.keys', '.values', '.items'],
  ['.get', '.setdefault', '.pop'],
  ['.union', '.intersection', '.difference', '.symmetric_difference'],
  ['.issubset', '.issuperset', '.isdisjoint'],
  ['.match', '.search', '.fullmatch'],
]

/** Another function or method of the same kind, or another function of the program with as many parameters. */
export const callee: Family = function* (node, { functionsAt, tree }) {
  if (node.kind !== 'call') return
  const called = child(node, 'function')!
  const isMethod = called.kind === 'attribute' && !groups.some((group) => group.includes(called.text))
  const key = isMethod ? `.${child(called, 'attribute')!.text}` : called.text
  const others = new Set(groups.filter((group) => group.includes(key)).flat())
  for (const other of others) {
    if (other === key) continue
    yield isMethod
      ? swapping(child(called, 'attribute')!, other.slice(1), 0.45)
      : replacing(called, phrase(other), 0.45)
  }
  const given = parts(child(node, 'arguments')!).length
  for (const { text } of functionsAt(node)) {
    if (text !== called.text && called.kind === 'identifier') {
      yield replacing(called, phrase(text), arities(tree.root).get(text) === given ? 0.25 : 0.05)
    }
  }
}

const arities = (root: SyntaxNode): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const node of walk(root)) {
    if (node.kind === 'function_definition') found.set(child(node, 'name')!.text, parametersOf(node).length)
  }
  return found
}

/** The call goes, its argument stays: `f(x)` becomes `x`, and `x.strip()` becomes `x`. */
export const callDropped: Family = function* (node) {
  if (node.kind !== 'call') return
  const called = child(node, 'function')!
  const list = child(node, 'arguments')!
  const given = list.kind === 'argument_list' ? parts(list) : [list]
  for (const argument of given) {
    if (isExpression(argument)) yield replacing(node, phraseOf(argument), given.length === 1 ? 0.35 : 0.15)
  }
  if (called.kind === 'attribute') yield replacing(node, phraseOf(child(called, 'object')!), 0.2)
}

interface Wrapper {
  readonly name: string
  readonly prior: number
  readonly takes: (types: Types) => boolean
}

/** What gives its elements one by one, and shows none of them until then. */
const lazy =
  'generator map filter zip enumerate reversed list_reverseiterator dict_keys dict_values dict_items range chain islice permutations combinations combinations_with_replacement product accumulate zip_longest'.split(
    ' ',
  )

const takesNumber = mayBeNumber
const takesContainer = (types: Types): boolean => mayBe(types, ...containers, ...lazy)
const takesAny = (): boolean => true

const wrappers: readonly Wrapper[] = [
  { name: 'len', prior: 0.2, takes: (types) => takesContainer(types) && !isSurely(types, 'generator') },
  { name: 'abs', prior: 0.3, takes: takesNumber },
  { name: 'int', prior: 0.25, takes: (types) => mayBe(types, 'str', 'float', 'bool') },
  { name: 'str', prior: 0.25, takes: takesAny },
  { name: 'float', prior: 0.08, takes: (types) => mayBe(types, 'str', 'int') },
  { name: 'round', prior: 0.1, takes: (types) => mayBe(types, 'float') },
  { name: 'bool', prior: 0.05, takes: takesAny },
  { name: 'list', prior: 0.25, takes: takesContainer },
  { name: 'tuple', prior: 0.2, takes: takesContainer },
  { name: 'set', prior: 0.25, takes: takesContainer },
  { name: 'sorted', prior: 0.3, takes: takesContainer },
  { name: 'sum', prior: 0.15, takes: takesContainer },
  { name: 'max', prior: 0.15, takes: takesContainer },
  { name: 'min', prior: 0.15, takes: takesContainer },
  { name: 'reversed', prior: 0.15, takes: (types) => mayBe(types, 'list', 'tuple', 'str', 'range', 'dict') },
  { name: 'dict', prior: 0.08, takes: takesContainer },
]

/** A builtin, or a function of the program, around an expression whose type it takes. */
export const callInserted: Family = function* (node, { typesOf, functionsAt, tree }) {
  if (!canBeWrapped(node)) return
  const types = typesOf(node)
  const certain = types === undefined ? 0.4 : 1
  const inner = levelOf(node) === level.tuple ? `(${node.text})` : node.text
  for (const { name, prior, takes } of wrappers) {
    const made = name === 'list' && isSurely(types, ...lazy) ? 2 : 1
    if (takes(types)) yield replacing(node, phrase(`${name}(${inner})`), prior * made * certain * placeFactor(node))
  }
  if (isSurely(types, 'str')) {
    for (const method of ['lower', 'upper', 'strip', 'split'])
      yield replacing(node, phrase(`${fitted(phraseOf(node), level.atom)}.${method}()`), 0.15)
  }
  if (mayBe(types, 'list', 'generator')) yield replacing(node, phrase(`''.join(${inner})`), 0.06 * certain)
  for (const { text } of functionsAt(node)) {
    if (arities(tree.root).get(text) === 1) yield replacing(node, phrase(`${text}(${inner})`), 0.15 * placeFactor(node))
  }
}

const canBeWrapped = (node: SyntaxNode): boolean =>
  isExpression(node) &&
  node.field !== 'function' &&
  node.parent?.kind !== 'expression_statement' &&
  !/^(parenthesized_expression|true|false|none|integer|float|lambda|yield|await)$/.test(node.kind)

/** A name deep inside of an expression is wrapped less often than what is returned, assigned or iterated over. */
const placeFactor = ({ parent, field }: SyntaxNode): number =>
  /^(return_statement|assignment|for_statement|for_in_clause|comparison_operator|argument_list)$/.test(
    parent?.kind ?? '',
  ) && field !== 'object'
    ? 1
    : 0.4

/** The better of two: `e` becomes `max(e, v)` with the variable that is assigned, another one, or zero. */
export const bounded: Family = function* (node, { typesOf, variablesAt }) {
  if (
    !/^(assignment|return_statement|argument_list|augmented_assignment)$/.test(node.parent?.kind ?? '') ||
    !isExpression(node)
  )
    return
  if (
    /^(integer|float|list|tuple|none|true|false|string|expression_list)$/.test(node.kind) ||
    !mayBeNumber(typesOf(node))
  )
    return
  const assigned = node.parent?.kind === 'assignment' ? child(node.parent, 'left')!.text : undefined
  const certain = isSurely(typesOf(node), 'int', 'float') ? 1 : 0.4
  const place = node.parent?.kind === 'argument_list' ? 0.3 : 1
  for (const chosen of ['max', 'min']) {
    yield replacing(node, phrase(`${chosen}(0, ${node.text})`), 0.25 * certain * place)
    yield replacing(node, phrase(`${chosen}(1, ${node.text})`), 0.08 * certain * place)
    for (const name of variablesAt(node)) {
      const fits = fit(name.types, typesOf(node))
      if (fits < 0.6 || name.text === node.text) continue
      yield replacing(
        node,
        phrase(`${chosen}(${name.text}, ${node.text})`),
        (name.text === assigned ? 0.4 : 0.15) * certain * place,
      )
    }
  }
}
