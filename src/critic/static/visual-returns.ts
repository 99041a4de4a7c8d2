import type { VisualAnswerKind } from '../../core/visual.ts'
import { functionOf } from '../../syntax/statement.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { kindNames } from '../../syntax/visual/image-patch-api.ts'
import type { VisualKind } from '../../syntax/visual/image-patch-api.ts'
import type { KindOf } from '../../syntax/visual/kind-of.ts'
import type { Finding, Reading } from './finding.ts'

/** Kinds of values that cannot be the answer of that kind. Booleans stand for yes and no, lists for their first item. */
const never: Readonly<Record<VisualAnswerKind, readonly VisualKind[]>> = {
  'yes/no': ['patch', 'patches', 'image', 'images', 'image list', 'number'],
  count: ['patch', 'patches', 'image', 'images', 'image list', 'bool'],
  text: ['patch', 'patches', 'image', 'images', 'image list'],
  patch: ['image', 'images', 'image list', 'bool', 'text', 'number'],
}

const words: Readonly<Record<VisualAnswerKind, string>> = {
  'yes/no': 'yes or no',
  count: 'a number',
  text: 'a text',
  patch: 'an ImagePatch',
}

/** Values that `execute_command` returns and that cannot be an answer to the question. */
export function* wrongReturns({ tree }: Reading, kindOf: KindOf, answer: VisualAnswerKind): Generator<Finding> {
  for (const node of walk(tree.root)) {
    if (node.kind !== 'return_statement' || !isOfEntry(node)) continue
    const value = parts(node)[0]
    if (value === undefined || value.kind === 'none') {
      yield { at: node, weight: 0.8, reason: `this returns no answer: ${words[answer]} is asked for` }
      continue
    }
    const kind = kindOf(value)
    if (kind !== undefined && never[answer].includes(kind))
      yield { at: value, weight: 0.8, reason: `this returns ${article(kind)}, where ${words[answer]} is asked for` }
  }
}

const isOfEntry = (node: SyntaxNode): boolean => {
  const home = functionOf(node)
  return home !== undefined && child(home, 'name')?.text === 'execute_command'
}

const article = (kind: VisualKind): string => (kind === 'patch' ? 'an ImagePatch' : `a ${kindNames[kind]}`)
