import { parametersOf } from '../../syntax/statement.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { builtinArity } from './builtins.ts'
import type { Finding, Reading, Rule } from './finding.ts'

interface Given {
  readonly positional: number
  readonly named: readonly string[]
}

/** The arguments of a call; `undefined` where `*` or `**` hides their number. */
const given = (call: SyntaxNode): Given | undefined => {
  const list = child(call, 'arguments')
  if (list?.kind === 'generator_expression') return { positional: 1, named: [] }
  const all = list === undefined ? [] : parts(list)
  if (all.some(({ kind }) => kind === 'list_splat' || kind === 'dictionary_splat')) return undefined
  const named = all.filter(({ kind }) => kind === 'keyword_argument').map((each) => child(each, 'name')!.text)
  return { positional: all.length - named.length, named }
}

/** Calls of the program's own functions and of builtins with arguments that these do not take. */
export const wrongArity: Rule = function* (reading) {
  for (const call of walk(reading.tree.root)) {
    const called = call.kind === 'call' ? child(call, 'function') : undefined
    const args = called?.kind === 'identifier' ? given(call) : undefined
    if (called === undefined || args === undefined) continue
    const scope = reading.scopes.resolve(called.text, reading.scopes.scopeOf(called))
    if (scope === undefined) yield* ofBuiltin(call, called.text, args)
    else yield* ofFunction(call, args, definitionOf(called, reading))
  }
}

function* ofBuiltin(call: SyntaxNode, name: string, { positional }: Given): Generator<Finding> {
  const [least, most] = builtinArity[name] ?? [0, Infinity]
  if (positional >= least && positional <= most) return
  const takes = least === most ? `${least}` : `${least} to ${most}`
  yield {
    at: call,
    weight: 0.95,
    reason: `\`${name}\` takes ${takes} arguments, here it gets ${positional}`,
    sure: true,
  }
}

/** The one function that a name stands for; `undefined` where it is bound twice, decorated or a method. */
const definitionOf = (called: SyntaxNode, { scopes }: Reading): SyntaxNode | undefined => {
  const scope = scopes.resolve(called.text, scopes.scopeOf(called))
  const bindings = scope?.bindings.get(called.text) ?? []
  const definition = bindings.length === 1 && bindings[0]!.kind === 'function' ? bindings[0]!.node.parent : undefined
  return definition?.parent?.kind === 'decorated_definition' || scope?.kind === 'class' ? undefined : definition
}

function* ofFunction(
  call: SyntaxNode,
  { positional, named }: Given,
  definition: SyntaxNode | undefined,
): Generator<Finding> {
  if (definition === undefined) return
  const all = parametersOf(definition)
  const name = child(definition, 'name')!.text
  const finding = (what: string): Finding => ({ at: call, weight: 0.95, reason: `\`${name}\` ${what}`, sure: true })
  const starred = all.findIndex(({ star, marker, node }) => star === '*' || (marker && node.text === '*'))
  const plain = all.filter(({ star, marker }) => star === '' && !marker)
  const positionals = starred === -1 ? plain : all.slice(0, starred).filter(({ marker }) => !marker)
  if (!all.some(({ star }) => star === '*') && positional > positionals.length) {
    yield finding(`takes ${positionals.length} positional arguments, here it gets ${positional}`)
  }
  for (const each of named) {
    if (!all.some(({ star }) => star === '**') && !plain.some((parameter) => parameter.name === each))
      yield finding(`has no parameter \`${each}\``)
  }
  const filled = new Set([...positionals.slice(0, positional).map((each) => each.name), ...named])
  const missing = plain.filter((parameter) => parameter.value === undefined && !filled.has(parameter.name))
  if (missing.length > 0) yield finding(`is called without ${missing.map((each) => `\`${each.name}\``).join(', ')}`)
}

/** Results that are thrown away, of calls that do nothing else; and `None` that is kept, of calls that work in place. */
export const lostResults: Rule = function* ({ tree }) {
  for (const node of walk(tree.root)) {
    if (node.kind === 'expression_statement') yield* lost(parts(node)[0])
    if (node.kind === 'call' && isKept(node) && inPlace.test(child(node, 'function')!.text)) {
      yield { at: node, weight: 0.8, reason: `\`${child(node, 'function')!.text}\` changes its object and gives None` }
    }
  }
}

const inPlace = /\.(sort|reverse|append|extend|insert|remove|clear)$/
const pure =
  /^(sorted|reversed|len|sum|min|max|abs|str|int|float|list|tuple|set|round)$|\.(strip|lstrip|rstrip|lower|upper|replace|split|join|title|capitalize|swapcase|zfill|union|intersection|difference|get)$/

const isKept = ({ parent, field }: SyntaxNode): boolean =>
  (parent?.kind === 'assignment' && field === 'right') ||
  parent?.kind === 'return_statement' ||
  parent?.kind === 'for_statement'

function* lost(expression: SyntaxNode | undefined): Generator<Finding> {
  if (expression?.kind === 'call' && pure.test(child(expression, 'function')!.text)) {
    yield {
      at: expression,
      weight: 0.6,
      reason: `the result of \`${child(expression, 'function')!.text}\` is thrown away`,
    }
  }
  if (expression?.kind === 'comparison_operator' || expression?.kind === 'binary_operator') {
    yield { at: expression, weight: 0.6, reason: 'this computes a value that nobody uses' }
  }
}
