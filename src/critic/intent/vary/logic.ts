import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { child, enclosing, parts, walk } from '../../../syntax/syntax-node.ts'
import { compileOne } from '../machine/expression.ts'
import type { Run } from '../machine/machine.ts'
import type { Value } from '../machine/value.ts'
import { truthy } from '../machine/value.ts'
import type { Vary } from './variation.ts'

const value =
  (constant: Value): Run =>
  () =>
    constant

export const logicVariations: Vary = function* (node, machine) {
  if (node.kind === 'boolean_operator') {
    const now = child(node, 'operator')!.text
    const [left, right] = ['left', 'right'].map((field) => compileOne(child(node, field)!, machine))
    const or = now === 'and'
    yield {
      node,
      run: (frame) => {
        const first = left!(frame)
        return truthy(first) === or ? first : right!(frame)
      },
      note: `\`${or ? 'or' : 'and'}\` instead of \`${now}\``,
      usual: 1,
    }
    yield { node, run: left!, note: `without \`${child(node, 'right')!.text}\``, usual: 0.7 }
    yield { node, run: right!, note: `without \`${child(node, 'left')!.text}\``, usual: 0.7 }
  }
  if (node.kind === 'not_operator') {
    const inner = compileOne(child(node, 'argument')!, machine)
    yield { node, run: (frame) => truthy(inner(frame)), note: 'without `not`', usual: 1 }
  }
  if (isTest(node) && node.kind !== 'not_operator') {
    const inner = compileOne(node, machine)
    yield { node, run: (frame) => !truthy(inner(frame)), note: 'the opposite', usual: 0.75 }
    if (node.parent?.kind === 'if_clause' || node.field === 'condition') {
      yield { node, run: value(true), note: 'no such test', usual: 0.6 }
      yield { node, run: value(false), note: 'never', usual: 0.5 }
    }
  }
}

/** Its truth decides something, or is the answer. */
const isTest = (node: SyntaxNode): boolean => {
  const { parent, field, kind } = node
  if (parent === undefined || kind === 'comment') return false
  if (field === 'condition' || parent.kind === 'if_clause') return true
  if (parent.kind === 'argument_list')
    return parent.parent?.children[0]?.text === 'bool_to_yesno' && !/^[(),]$/.test(kind)
  return parent.kind === 'conditional_expression' && parts(parent)[1] === node
}

/** A loop that leaves for any of its turns, where it should have asked that of all, or the other way round. */
export const loopVariations: Vary = function* (node, machine) {
  if (node.kind !== 'if_statement' || child(node, 'alternative') !== undefined) return
  const returns = [...walk(child(node, 'consequence')!)].some(({ kind }) => kind === 'return_statement')
  if (!returns || enclosing(node, 'for_statement', 'function_definition')?.kind !== 'for_statement') return
  const condition = child(node, 'condition')!
  const base = compileOne(condition, machine)
  yield {
    node: condition,
    run: (frame) => !truthy(base(frame)),
    note: 'what is asked of one turn of the loop asked of all, or the other way round',
    usual: 0.8,
    inverts: true,
  }
}
