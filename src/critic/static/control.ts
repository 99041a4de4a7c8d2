import type { FlowGraph } from '../../syntax/blocks.ts'
import { isDocstring, unwrapped } from '../../syntax/expression.ts'
import { functionOf, statementsIn } from '../../syntax/statement.ts'
import { ancestors, child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { Finding, Rule } from './finding.ts'
import { constantCondition, reachable, successors } from './flow.ts'

/** Statements that control never gets to; of each stretch the first. */
export const unreachableCode: Rule = function* ({ flows }) {
  for (const flow of flows) {
    const reached = reachable(flow)
    const dead = flow.blocks.filter(({ id }) => !reached.has(id)).flatMap(({ units }) => units)
    for (const unit of dead) {
      if (dead.some((other) => other !== unit && isBefore(other, unit))) continue
      yield { at: unit, weight: 0.5, reason: 'control never gets here' }
    }
  }
}

/** In the same block further up, or around it. */
const isBefore = (other: SyntaxNode, unit: SyntaxNode): boolean =>
  (other.parent === unit.parent && other.from < unit.from) ||
  [...ancestors(unit)].some(
    (each) => each === other || (each !== unit.parent && each.parent === other.parent && other.from < each.from),
  )

/** A function that gives a value on some ways and falls off its end on another. */
export const missingReturns: Rule = function* ({ flows }) {
  for (const flow of flows) {
    const { owner } = flow
    if (owner === undefined) continue
    const returns = [...walk(owner)].filter((node) => node.kind === 'return_statement' && functionOf(node) === owner)
    const isGenerator = [...walk(owner)].some((node) => node.kind === 'yield' && functionOf(node) === owner)
    const valued = returns.filter((node) => parts(node).length > 0 && parts(node)[0]!.kind !== 'none')
    if (isGenerator) continue
    if (returns.length === 0) yield* returnsNothing(owner)
    else if (valued.length > 0 && fallsOff(flow)) {
      yield {
        at: child(owner, 'name')!,
        weight: 0.4,
        reason: 'some ways through this function return a value, one falls off its end and gives None',
      }
    }
    for (const node of returns) {
      if (valued.length > 0 && parts(node).length === 0)
        yield { at: node, weight: 0.4, reason: 'this gives None where other ways return a value' }
    }
  }
}

const fallsOff = (flow: FlowGraph): boolean => {
  const reached = reachable(flow)
  return flow.blocks.some(
    (block) =>
      reached.has(block.id) &&
      successors(block).includes(flow.exit) &&
      !/^(return|raise)_statement$/.test(block.units.at(-1)?.kind ?? ''),
  )
}

/** It is only documented, or only builds up a local value, and keeps that to itself. */
function* returnsNothing(owner: SyntaxNode): Generator<Finding> {
  const body = child(owner, 'body')!
  const statements = statementsIn(body)
  if (statements.every((each) => isDocstring(parts(each)[0] ?? each))) {
    yield { at: child(owner, 'name')!, weight: 0.9, reason: 'this function is documented and does nothing' }
    return
  }
  const last = body.children.findLast(({ named, kind }) => named && kind !== 'comment')
  const acts = [...walk(body)].some(
    ({ kind, text }) =>
      (kind === 'call' && /^(print|\w+\.)/.test(text)) ||
      /^(subscript|attribute|global_statement|raise_statement|assert_statement|nonlocal_statement)$/.test(kind),
  )
  if (last === undefined || acts || last.kind === 'pass_statement' || child(owner, 'name')!.text.startsWith('__'))
    return
  yield { at: child(owner, 'name')!, weight: 0.5, reason: 'this function computes values and returns none' }
}

/** `while` loops in which nothing that their condition reads can change. */
export const endlessLoops: Rule = function* ({ tree, scopes }) {
  for (const loop of walk(tree.root)) {
    if (loop.kind !== 'while_statement') continue
    const condition = child(loop, 'condition')!
    const body = child(loop, 'body')!
    const leaves = [...walk(body)].some(
      (node) =>
        /^(return_statement|raise_statement|yield)$/.test(node.kind) ||
        (node.kind === 'break_statement' && ownerLoop(node) === loop),
    )
    if (leaves) continue
    if (constantCondition(condition) === true) {
      yield { at: condition, weight: 0.9, reason: 'nothing ends this loop' }
      continue
    }
    const names = [...walk(condition)]
      .filter(({ kind, field }) => kind === 'identifier' && field !== 'attribute')
      .map(({ text }) => text)
    const calls = [...walk(condition)].some(
      ({ kind, text }) => kind === 'call' && !/^(len|abs|min|max|sum|int|str)\(/.test(text),
    )
    const changes = (name: string): boolean =>
      scopes.uses.some((use) => use.binds && use.name === name && inside(use.node, loop)) ||
      mayChangeInPlace(body, name)
    if (names.length > 0 && !calls && !names.some(changes)) {
      yield {
        at: condition,
        weight: 0.9,
        reason: `nothing in this loop changes ${names.map((name) => `\`${name}\``).join(' or ')}`,
      }
    }
  }
}

const inside = (node: SyntaxNode, outer: SyntaxNode): boolean => outer.from <= node.from && node.to <= outer.to

const ownerLoop = (node: SyntaxNode): SyntaxNode | undefined =>
  [...ancestors(node)].find(({ kind }) => kind === 'for_statement' || kind === 'while_statement')

/** A method of it is called, an element is set, or it is handed to somebody. */
const mayChangeInPlace = (body: SyntaxNode, name: string): boolean =>
  [...walk(body)].some(({ kind, text, parent, field }) => {
    if (kind !== 'identifier' || text !== name) return false
    return (
      (parent?.kind === 'attribute' && field === 'object') ||
      (parent?.kind === 'subscript' && field === 'value') ||
      (parent?.kind === 'argument_list' && !harmless.test(parent.parent?.text ?? ''))
    )
  })

/** Calls that leave their arguments as they are. */
const harmless = /^(print|len|range|abs|min|max|sum|str|int|float|sorted|enumerate|zip|isinstance|any|all|round)\(/

/** Loops over what is no sequence, and loops that change what they run over. */
export const loopSubjects: Rule = function* ({ tree }) {
  for (const loop of walk(tree.root)) {
    if (loop.kind !== 'for_statement' && loop.kind !== 'for_in_clause') continue
    const subject = unwrapped(child(loop, 'right')!)
    const counted = subject.kind === 'call' && /^(len|int|abs|sum|round|ord)$/.test(child(subject, 'function')!.text)
    if (subject.kind === 'integer' || counted)
      yield {
        at: subject,
        weight: 0.95,
        reason: `\`${subject.text}\` is a number: nothing can run over it`,
        sure: true,
      }
    const body = child(loop, 'body')
    if (loop.kind === 'for_statement' && subject.kind === 'identifier' && body !== undefined) {
      const change = new RegExp(
        `^${subject.text}\\.(append|remove|pop|insert|extend|add|discard|clear|popitem|popleft)$`,
      )
      const call = [...walk(body)].find((node) => node.kind === 'call' && change.test(child(node, 'function')!.text))
      if (call !== undefined)
        yield { at: call, weight: 0.4, reason: `this changes \`${subject.text}\` while the loop runs over it` }
    }
  }
}

/** A default that is built once and changed in the body carries over from call to call. */
export const mutableDefaults: Rule = function* ({ tree }) {
  for (const node of walk(tree.root)) {
    if (node.kind !== 'default_parameter' && node.kind !== 'typed_default_parameter') continue
    const value = child(node, 'value')!
    const owner = [...ancestors(node)].find(({ kind }) => kind === 'function_definition')
    const name = child(node, 'name')!.text
    if (!/^(list|dictionary|set)$/.test(value.kind) && !/^(list|dict|set)\(\)$/.test(value.text)) continue
    const body = owner && child(owner, 'body')
    if (body !== undefined && mayChangeInPlace(body, name))
      yield {
        at: value,
        weight: 0.4,
        reason: `all calls share this default of \`${name}\`, and the body may change it`,
      }
  }
}
