import type { VisualTask } from '../../core/visual.ts'
import { parametersOf } from '../../syntax/statement.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { kindNames, patchAttributes, patchMethods, visualFunctions } from '../../syntax/visual/image-patch-api.ts'
import type { Operation, VisualKind } from '../../syntax/visual/image-patch-api.ts'
import type { KindOf } from '../../syntax/visual/kind-of.ts'
import { kindsIn } from '../../syntax/visual/kind-of.ts'
import type { Finding, Reading, Rule } from './finding.ts'
import { wrongReturns } from './visual-returns.ts'

/** Misuse of the `ImagePatch` interface, which fails whenever control gets there (VDebugger §1, §11). */
export const visualRules = ({ header, answer }: VisualTask): readonly Rule[] => [
  (reading) => missingEntry(reading, header),
  (reading) => misused(reading),
  (reading) => wrongReturns(reading, kindsIn(reading.scopes), answer),
]

function* missingEntry({ tree }: Reading, header: string): Generator<Finding> {
  const entry = parts(tree.root).find(
    (node) => node.kind === 'function_definition' && child(node, 'name')?.text === 'execute_command',
  )
  const wanted = /\(([^)]*)\)/.exec(header)?.[1]?.trim() ?? 'image'
  if (entry === undefined) {
    yield {
      at: tree.root,
      weight: 1,
      reason: `there is no function \`execute_command(${wanted})\``,
      sure: true,
      always: true,
    }
    return
  }
  const needed = parametersOf(entry).filter(({ star, marker, value }) => star === '' && !marker && value === undefined)
  if (needed.length !== 1)
    yield {
      at: child(entry, 'parameters')!,
      weight: 1,
      reason: `\`execute_command\` is called with one argument, \`${wanted}\``,
      sure: true,
      always: true,
    }
}

function* misused({ tree, scopes }: Reading): Generator<Finding> {
  const kindOf = kindsIn(scopes)
  for (const node of walk(tree.root)) {
    if (node.kind === 'attribute') yield* wrongAttribute(node, kindOf)
    if (node.kind === 'call')
      yield* wrongCall(node, kindOf, (name) => scopes.resolve(name, scopes.scopeOf(node)) !== undefined)
    if (node.kind === 'subscript' && kindOf(child(node, 'value')!) === 'patch')
      yield sure(node, `\`${child(node, 'value')!.text}\` is one ImagePatch: it has no items`)
    if (node.kind === 'for_statement' || node.kind === 'for_in_clause') {
      const over = child(node, 'right')
      if (over !== undefined && ['patch', 'image'].includes(kindOf(over) ?? ''))
        yield sure(over, `\`${over.text}\` is one ${kindNames[kindOf(over)!]}: there is nothing to loop over`)
    }
    if (node.kind === 'binary_operator' || node.kind === 'comparison_operator') yield* wrongOperand(node, kindOf)
  }
}

const sure = (at: SyntaxNode, reason: string): Finding => ({ at, weight: 1, reason, sure: true })

function* wrongAttribute(node: SyntaxNode, kindOf: KindOf): Generator<Finding> {
  const object = child(node, 'object')!
  const name = child(node, 'attribute')!.text
  const kind = kindOf(object)
  const known = Object.hasOwn(patchMethods, name) || Object.hasOwn(patchAttributes, name)
  if (kind === 'patch' && !known && !name.startsWith('__')) {
    yield sure(node, `ImagePatch has no method or attribute \`${name}\``)
  } else if (kind === 'image' && known) {
    yield sure(node, `\`${object.text}\` is a raw image: \`${name}\` needs \`ImagePatch(${object.text})\``)
  } else if (kind === 'patches' && known) {
    yield sure(node, `\`${object.text}\` is a list of patches: \`${name}\` belongs to one of them`)
  } else if (kind === 'patch' && Object.hasOwn(patchMethods, name) && node.parent?.kind !== 'call') {
    yield { at: node, weight: 0.7, reason: `\`${name}\` is a method that is not called` }
  }
}

function* wrongCall(call: SyntaxNode, kindOf: KindOf, isBound: (name: string) => boolean): Generator<Finding> {
  const called = child(call, 'function')!
  if (called.kind === 'attribute' && kindOf(child(called, 'object')!) === 'patch') {
    const name = child(called, 'attribute')!.text
    const operation = patchMethods[name]
    if (operation !== undefined) yield* wrongArguments(call, { name, operation }, kindOf)
    else if (Object.hasOwn(patchAttributes, name)) yield sure(call, `\`${name}\` is an attribute, not a method`)
  } else if (called.kind === 'identifier' && !isBound(called.text)) {
    const operation = visualFunctions[called.text]
    if (operation !== undefined) yield* wrongArguments(call, { name: called.text, operation }, kindOf)
    const first = child(call, 'arguments') && parts(child(call, 'arguments')!)[0]
    if (called.text === 'len' && first !== undefined && kindOf(first) === 'patch')
      yield sure(call, `\`${first.text}\` is one ImagePatch: it has no length`)
  }
}

function* wrongArguments(
  call: SyntaxNode,
  { name, operation }: { readonly name: string; readonly operation: Operation },
  kindOf: KindOf,
): Generator<Finding> {
  const list = child(call, 'arguments')!
  const all = list.kind === 'argument_list' ? parts(list) : [list]
  if (all.some(({ kind }) => kind.endsWith('_splat'))) return
  const named = new Map<string, SyntaxNode>()
  for (const each of all)
    if (each.kind === 'keyword_argument') named.set(child(each, 'name')!.text, child(each, 'value')!)
  const positional = all.filter(({ kind }) => kind !== 'keyword_argument')
  const { parameters } = operation
  if (positional.length > parameters.length)
    yield sure(call, `\`${name}\` takes ${parameters.length} arguments, here it gets ${positional.length}`)
  for (const key of named.keys())
    if (!parameters.some((parameter) => parameter.name === key))
      yield sure(call, `\`${name}\` has no parameter \`${key}\``)
  const missing = parameters.filter((one, place) => !one.optional && place >= positional.length && !named.has(one.name))
  if (missing.length > 0)
    yield sure(call, `\`${name}\` is called without ${missing.map((each) => `\`${each.name}\``).join(', ')}`)
  for (const [place, { name: parameter, kind: wanted }] of parameters.entries()) {
    const argument = positional[place] ?? named.get(parameter)
    const kind = argument && kindOf(argument)
    if (argument !== undefined && wanted !== undefined && kind !== undefined && !fits(kind, wanted))
      yield sure(
        argument,
        `\`${parameter}\` of \`${name}\` is a ${kindNames[wanted]}, here it gets a ${kindNames[kind]}`,
      )
  }
}

const fits = (kind: VisualKind, wanted: VisualKind): boolean =>
  kind === wanted || (wanted === 'bool' && kind === 'number') || (kind === 'list' && wanted === 'patches')

/** Arithmetic on a patch or an image, and their comparison with a number or a text. */
function* wrongOperand(node: SyntaxNode, kindOf: KindOf): Generator<Finding> {
  const operands = parts(node)
  const kinds = operands.map(kindOf)
  const object = kinds.findIndex((kind) => kind === 'patch' || kind === 'image')
  if (object < 0) return
  const what = `\`${operands[object]!.text}\` is ${kinds[object] === 'patch' ? 'an ImagePatch' : 'a raw image'}`
  if (node.kind === 'binary_operator') yield sure(node, `${what}: one cannot calculate with it`)
  else if (kinds.some((kind) => kind === 'number' || kind === 'text' || kind === 'bool'))
    yield { at: node, weight: 0.95, reason: `${what}: it equals no ${kinds.includes('text') ? 'text' : 'number'}` }
}
