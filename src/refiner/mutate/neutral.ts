import type { CheckResult } from '../../core/execution.ts'
import { applyEdits } from '../../syntax/edit.ts'
import type { PythonParser } from '../../syntax/python.ts'
import { isExpression, unwrapped } from '../../syntax/expression.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { ancestors, parts, walk } from '../../syntax/syntax-node.ts'
import { isCondition } from './boolean-logic.ts'
import type { Value } from './evaluate.ts'
import { evaluate, truthOf, unknown } from './evaluate.ts'
import type { Mutation } from './mutation.ts'
import type { Sight, Sights } from './observed-values.ts'
import { placeOf, sightsOf } from './observed-values.ts'
import type { Subject } from './subject.ts'

/**
 * Tells edits that some failing check cannot notice: the changed expression would have come out as it did each time
 * that the check evaluated it, so that the check runs as before and fails again. Such a program need not be run.
 */
export const neutrality = (python: PythonParser, { tree }: Subject, failing: readonly CheckResult[]) => {
  const runs = failing.flatMap((check) => sightsOf(tree, check) ?? [])
  const isSettled = (node: SyntaxNode, text: string): boolean => {
    const seen = runs.filter((run) => run.has(placeOf(node)))
    const changed = seen.length === 0 ? undefined : expressionOf(python, text)
    return changed !== undefined && seen.some((run) => unchanged(node, changed, run))
  }
  return ({ edits, at }: Mutation): boolean => {
    const [edit] = edits
    if (runs.length === 0 || edits.length !== 1 || edit === undefined || edit.from === edit.to) return false
    for (const node of [at, ...ancestors(at)]) {
      if (!isExpression(node)) return false
      if (edit.from < node.from || edit.to > node.to) continue
      const text = applyEdits(node.text, [{ ...edit, from: edit.from - node.from, to: edit.to - node.from }])
      if (text !== undefined && isSettled(node, text)) return true
    }
    return false
  }
}

const expressionOf = (python: PythonParser, text: string): SyntaxNode | undefined => {
  const { root, errors } = python.parse(`(${text})`)
  const statement = parts(root)[0]
  return errors.length > 0 || statement === undefined ? undefined : unwrapped(parts(statement)[0] ?? statement)
}

const unchanged = (node: SyntaxNode, changed: SyntaxNode, run: Sights): boolean =>
  sameCalls(node, changed) &&
  run.get(placeOf(node))!.every((sight) => {
    const value = evaluate(changed, (part) => knownIn(sight, node, part))
    return isCondition(node) ? sameTruth(value, sight.result) : sameValue(value, sight.result)
  })

/** What a call does besides its value must stay as it is. */
const sameCalls = (a: SyntaxNode, b: SyntaxNode): boolean => {
  const [one, other] = [a, b].map((node) =>
    [...walk(node)].filter(({ kind, text }) => kind === 'call' && !text.startsWith('len(')).map(({ text }) => text),
  )
  return one!.length === other!.length && one!.every((text, index) => text === other![index])
}

/** A name has its value; a call or element has one where the original expression evaluated it too. */
const knownIn = ({ names, parts: seen }: Sight, original: SyntaxNode, part: SyntaxNode): Value => {
  if (part.kind === 'identifier') return names.get(part.text) ?? unknown
  if (part.kind !== 'subscript' && part.kind !== 'attribute' && part.kind !== 'call') return unknown
  const found = seen.get(part.text)
  return found !== undefined && found.from >= original.from && found.to <= original.to ? found.value : unknown
}

const sameTruth = (a: Value, b: Value): boolean => truthOf(a) !== undefined && truthOf(a) === truthOf(b)

const sameValue = (a: Value, b: Value): boolean =>
  (a.kind === 'number' && b.kind === 'number' && a.number === b.number) ||
  (a.kind === 'string' && b.kind === 'string' && a.text === b.text) ||
  (a.kind === 'bool' && b.kind === 'bool' && a.truth === b.truth) ||
  (a.kind === 'none' && b.kind === 'none')
