import { isExpression } from '../expression.ts'
import { child } from '../syntax-node.ts'
import { receiverOf } from './call.ts'
import type { Role } from './role.ts'
import type { EditFamily, Variable } from './visual-edit.ts'
import { rewritten, withPart } from './visual-edit.ts'

/** Another variable that holds a value of the same kind: the receiver of a call, what is looped over, counted, returned. */
export const variableEdits: EditFamily = function* (node, { roleOf, variablesAt }) {
  if (node.kind !== 'identifier' || !isExpression(node)) return
  if (node.parent?.kind === 'call' && node.field === 'function') return
  const role = roleOf(node)
  if (role === 'unknown') return
  const call = node.parent?.parent
  const isReceiver = call !== undefined && receiverOf(call) === node
  for (const { name } of fitting(role, variablesAt(node))) {
    if (name === node.text) continue
    if (isReceiver) yield withPart('variable', call, { part: node, text: name, weight: 0.7 })
    else if (node.parent?.kind === 'attribute')
      yield withPart('variable', node.parent, { part: node, text: name, weight: 0.6 })
    else yield rewritten('variable', node, { text: name, weight: 0.6 })
  }
}

const fitting = (role: Role, variables: readonly Variable[]): readonly Variable[] =>
  variables.filter((each) => each.role === role)

/** An image that is not opened as a patch, and one that is opened for nothing. */
export const wrapEdits: EditFamily = function* (node, { roleOf }) {
  const receiver = receiverOf(node)
  if (receiver !== undefined && roleOf(receiver) === 'image')
    yield withPart('guard-added', node, { part: receiver, text: `ImagePatch(${receiver.text})`, weight: 0.9 })
  if (node.parent?.kind === 'assignment' && node.field === 'right' && roleOf(node) === 'image')
    yield rewritten('guard-added', node, { text: `ImagePatch(${node.text})`, weight: 0.9 })
  if (node.kind !== 'call' || child(node, 'function')?.text !== 'ImagePatch') return
  const inner = child(node, 'arguments')?.text.slice(1, -1) ?? ''
  if (/^[\w.[\]'"]+$/.test(inner)) yield rewritten('guard-dropped', node, { text: inner, weight: 0.2 })
}
