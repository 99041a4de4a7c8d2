import type { FlowGraph } from '../../syntax/blocks.ts'
import { unitOf } from '../../syntax/blocks.ts'
import type { NameUse } from '../../syntax/scope.ts'
import { parametersOf } from '../../syntax/statement.ts'
import { ancestors, walk } from '../../syntax/syntax-node.ts'
import { builtinNames } from './builtins.ts'
import type { Finding, Rule } from './finding.ts'
import { reachable, successors } from './flow.ts'

/** A name that nothing binds. After `from m import *` nobody can be sure. */
export const unboundNames: Rule = function* ({ tree, scopes, given }) {
  const star = [...walk(tree.root)].some(({ kind }) => kind === 'wildcard_import')
  for (const { name, node, scope, reads } of scopes.uses) {
    if (!reads || scopes.resolve(name, scope) !== undefined || builtinNames.has(name) || given.has(name)) continue
    if (star) yield { at: node, weight: 0.3, reason: `\`${name}\` is bound nowhere, unless \`import *\` brings it` }
    else yield { at: node, weight: 1, reason: `\`${name}\` is not defined`, sure: true }
  }
}

/** A local variable that is read where no assignment, or not every way, has bound it yet. */
export const unassignedLocals: Rule = function* ({ scopes, flows }) {
  for (const flow of flows) {
    if (flow.owner === undefined) continue
    const locals = scopes.uses.filter(({ scope, name }) => scope.node === flow.owner && scope.bindings.has(name))
    yield* unassignedIn(flow, locals)
  }
}

interface State {
  readonly maybe: ReadonlySet<string>
  readonly surely: ReadonlySet<string>
}

function* unassignedIn(flow: FlowGraph, uses: readonly NameUse[]): Generator<Finding> {
  const inFlow = new Set(flow.blocks.flatMap(({ units }) => units))
  // `except … as e` and captures of `case` are bound by clauses, which the graph does not hold: those are never doubted
  const clauses = uses.filter(({ node, binds }) => binds && !inFlow.has(unitOf(node)!)).map(({ name }) => name)
  const parameters = new Set([...parametersOf(flow.owner!).map(({ name }) => name), ...clauses])
  const usesOf = (unit: unknown): readonly NameUse[] =>
    uses.filter(({ node }) => unitOf(node) === unit && !parameters.has(node.text))
  const states = assignedAtEntry(flow, parameters, (unit) =>
    usesOf(unit)
      .filter(({ binds }) => binds)
      .map(({ name }) => name),
  )
  const reached = reachable(flow)
  for (const block of flow.blocks) {
    if (!reached.has(block.id)) continue
    const state = states[block.id]!
    const maybe = new Set(state.maybe)
    const surely = new Set(state.surely)
    for (const unit of block.units) {
      const own = usesOf(unit)
      for (const { name, node, reads } of own) {
        if (!reads || isDeferred(node, flow) || boundInside(own, node)) continue
        if (!maybe.has(name))
          yield { at: node, weight: 1, reason: `\`${name}\` is read before anything is assigned to it`, sure: true }
        else if (!surely.has(name))
          yield { at: node, weight: 0.35, reason: `not every way to here assigns \`${name}\`` }
      }
      for (const { name } of own.filter(({ binds }) => binds)) {
        maybe.add(name)
        surely.add(name)
      }
    }
  }
}

/** A lambda or inner function reads when it is called, which may be later. */
const isDeferred = (node: NameUse['node'], flow: FlowGraph): boolean => {
  for (const each of ancestors(node)) {
    if (each === flow.owner) return false
    if (each.kind === 'lambda' || each.kind === 'function_definition') return true
  }
  return false
}

/** `:=` binds a name for the rest of the unit that reads it. */
const boundInside = (own: readonly NameUse[], node: NameUse['node']): boolean =>
  own.some((use) => use.name === node.text && use.node.from < node.from && use.node.parent?.kind === 'named_expression')

const assignedAtEntry = (
  flow: FlowGraph,
  parameters: ReadonlySet<string>,
  binds: (unit: unknown) => readonly string[],
): readonly State[] => {
  const everything = new Set([...parameters, ...flow.blocks.flatMap(({ units }) => units.flatMap(binds))])
  const states: State[] = flow.blocks.map(({ id }) =>
    id === 0 ? { maybe: parameters, surely: parameters } : { maybe: new Set(), surely: everything },
  )
  for (let changed = true; changed;) {
    changed = false
    for (const block of flow.blocks) {
      const bound = block.units.flatMap(binds)
      const out: State = {
        maybe: new Set([...states[block.id]!.maybe, ...bound]),
        surely: new Set([...states[block.id]!.surely, ...bound]),
      }
      for (const next of successors(block)) {
        const before = states[next]!
        const maybe = new Set([...before.maybe, ...out.maybe])
        const surely = new Set([...before.surely].filter((name) => out.surely.has(name)))
        if (maybe.size === before.maybe.size && surely.size === before.surely.size) continue
        states[next] = { maybe, surely }
        changed = true
      }
    }
  }
  return states
}

/** What is assigned and never read, and parameters that the function never looks at or overwrites at once. */
export const unusedNames: Rule = function* ({ scopes }) {
  const seen = new Set<string>()
  for (const { name, node, scope } of scopes.uses) {
    const key = `${scope.node.from} ${name}`
    if (scope.kind !== 'function' || scope.outer.has(name) || name.startsWith('_') || seen.has(key)) continue
    seen.add(key)
    const all = scopes.uses.filter((use) => use.name === name && scopes.resolve(name, use.scope) === scope)
    const kind = scope.bindings.get(name)?.[0]?.kind
    if (kind === undefined || all.length === 0) continue
    if (kind === 'parameter') yield* parameterFindings(all, name)
    else if (kind === 'assignment' && !all.some(({ reads }) => reads)) {
      yield { at: node, weight: 0.3, reason: `\`${name}\` is assigned and never read` }
    }
  }
}

function* parameterFindings(uses: readonly NameUse[], name: string): Generator<Finding> {
  const [declared, ...others] = uses
  if (declared === undefined || name === 'self' || name === 'cls') return
  if (!others.some(({ reads }) => reads))
    yield { at: declared.node, weight: 0.3, reason: `parameter \`${name}\` is never read` }
  else if (others[0]!.binds && !others[0]!.reads && !readsItself(others)) {
    yield { at: others[0]!.node, weight: 0.3, reason: `parameter \`${name}\` is overwritten before it is read` }
  }
}

/** `x = f(x)` reads after the name in the text, but before it binds. */
const readsItself = ([first, ...rest]: readonly NameUse[]): boolean =>
  rest.some(({ node, reads }) => reads && unitOf(node) === unitOf(first!.node))
