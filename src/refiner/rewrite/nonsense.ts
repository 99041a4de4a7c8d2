import type { SyntaxTree } from '../../syntax/python.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import { calledName } from '../../syntax/visual-edit/call.ts'
import { stringLiteral } from '../../syntax/visual-edit/string-literal.ts'

/**
 * True for a program that no one would write: a count compared with what it always or never is, a thing compared with
 * itself, one thing asked twice, a word said twice. Judged in relation to what the program
 * had before, for what stood there already is not the edit's fault.
 */
export const isNonsense = (edited: SyntaxTree, before: SyntaxTree): boolean => oddities(edited) > oddities(before)

const oddities = ({ root }: SyntaxTree): number => [...walk(root)].filter(isOdd).length

const isOdd = (node: SyntaxNode): boolean => {
  if (node.kind === 'comparison_operator') return isDecided(node)
  if (node.kind === 'boolean_operator') {
    const operands = operandsOf(node, child(node, 'operator')!.text)
    return new Set(operands).size < operands.length
  }
  const words = stringLiteral(node)?.text.split(' ') ?? []
  return node.kind === 'string' && words.some((word, place) => word !== '' && word === words[place + 1])
}

/** `len(x) >= 0`, `len(x) < 0`, `a.left < a.left`. */
const isDecided = (node: SyntaxNode): boolean => {
  const [left, right] = parts(node)
  const operator = child(node, 'operators')?.text ?? ''
  if (left === undefined || right === undefined || parts(node).length !== 2) return false
  if (left.text === right.text) return true
  return calledName(left) === 'len' && right.text === '0' && (operator === '>=' || operator === '<')
}

const operandsOf = (node: SyntaxNode, operator: string): readonly string[] =>
  node.kind === 'boolean_operator' && child(node, 'operator')?.text === operator
    ? [...operandsOf(child(node, 'left')!, operator), ...operandsOf(child(node, 'right')!, operator)]
    : [node.text]
