import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { ancestors, child, parts } from '../../../syntax/syntax-node.ts'
import { isStatement } from '../../../syntax/statement.ts'
import { compileOne } from '../machine/expression.ts'
import type { Machine } from '../machine/machine.ts'
import { lookUp } from '../machine/machine.ts'
import type { Value } from '../machine/value.ts'
import { PyError, PyIterator, PyPatch, isList, iterate } from '../machine/value.ts'
import type { Filter, Vary } from './variation.ts'

const passes = (value: Value, { predicate }: Filter, machine: Machine): boolean =>
  !(value instanceof PyPatch) || machine.sight.is(value, predicate)

/** Patches without those that fail a test of the question: where a filter was left out. */
export const filterVariations: Vary = function* (node, machine, { filters }) {
  const called = node.kind === 'call' ? child(node, 'function') : undefined
  const finds = called?.kind === 'attribute' && child(called, 'attribute')!.text === 'find'
  const list = node.kind === 'list_comprehension'
  if (!finds && !list) return
  const base = compileOne(node, machine)
  for (const filter of filters) {
    yield {
      node,
      run: (frame) => {
        const found = base(frame)
        return isList(found) ? found.filter((each) => passes(each, filter, machine)) : found
      },
      note: `only those that are ${filter.text}`,
      foreign: true,
      usual: list ? 0.8 : 0.7,
    }
  }
}

/** A generator that skips what fails a test of the question: `sum(1 for block in blocks)`. */
export const generatorVariations: Vary = function* (node, machine, { filters }) {
  if (node.kind !== 'for_in_clause') return
  const over = child(node, 'right')!
  const base = compileOne(over, machine)
  for (const filter of filters) {
    yield {
      node: over,
      run: (frame) => {
        const all = base(frame)
        return new PyIterator([...iterate(all)].filter((each) => passes(each, filter, machine)).values())
      },
      note: `only those that are ${filter.text}`,
      foreign: true,
      usual: over.kind === 'call' ? 0.7 : 0.8,
    }
  }
}

/** A statement in a loop that runs only for what passes a test of the question, or that should not run at all. */
export const guardVariations: Vary = function* (node, machine, { filters }) {
  if (
    !isStatement(node) ||
    !/^(expression_statement|return_statement|if_statement|break_statement|continue_statement)$/.test(node.kind)
  )
    return
  const inner = parts(node)[0]
  const sideEffect =
    node.kind === 'expression_statement' && (inner?.kind === 'call' || inner?.kind === 'augmented_assignment')
  if (sideEffect || node.kind === 'break_statement' || node.kind === 'continue_statement')
    yield { node, run: () => false, note: 'without it', usual: 0.5 }
  const target = loopTarget(node)
  if (target === undefined || node.kind === 'continue_statement') return
  for (const filter of filters) {
    yield {
      node,
      run: (frame) => {
        const value = lookUp(frame, target)
        if (!(value instanceof PyPatch)) throw new PyError('TypeError', 'no patch')
        return machine.sight.is(value, filter.predicate)
      },
      note: `only where \`${target}\` is ${filter.text}`,
      foreign: true,
      usual: 0.8,
    }
  }
}

/** The variable of the innermost loop around a statement. */
const loopTarget = (node: SyntaxNode): string | undefined => {
  for (const each of ancestors(node)) {
    if (each.kind === 'function_definition') return undefined
    const left = each.kind === 'for_statement' ? child(each, 'left') : undefined
    if (left?.kind === 'identifier') return left.text
  }
  return undefined
}
