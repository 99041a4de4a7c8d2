import type { SyntaxNode } from '../syntax-node.ts'
import { ancestors, child } from '../syntax-node.ts'
import type { EditFamily } from './visual-edit.ts'
import { rewritten } from './visual-edit.ts'

/** Beyond this a number is a distance in pixels, no count. */
const LARGEST_COUNT = 12

/** Another number: one more, one less, or one that the vocabulary names. */
export const numberEdits: EditFamily = function* (node, { vocabulary }) {
  if (node.kind !== 'integer' || isIndex(node) || isStart(node)) return
  const value = Number(node.text)
  if (!Number.isSafeInteger(value)) return
  const isCount = value <= LARGEST_COUNT
  const near = [value + 1, value - 1].filter((each) => each >= 0)
  const named = isCount ? [...vocabulary.numbers, 0, 1].filter((each) => each !== value) : []
  for (const other of new Set([...named, ...near])) {
    const weight = !isCount ? 0.1 : near.includes(other) ? 0.9 : vocabulary.numbers.includes(other) ? 0.5 : 0.2
    yield rewritten('number', node, { text: String(other), weight })
  }
}

const indexes: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  '0': [
    ['-1', 1],
    ['1', 0.8],
  ],
  '-1': [
    ['0', 1],
    ['-2', 0.6],
    ['1', 0.3],
  ],
  '1': [
    ['0', 0.9],
    ['-2', 0.5],
    ['2', 0.6],
    ['-1', 0.5],
  ],
  '2': [
    ['1', 0.9],
    ['-1', 0.4],
    ['3', 0.4],
  ],
  '-2': [
    ['-1', 0.8],
    ['1', 0.8],
  ],
}

/** Another element of a list: from the other end, or its neighbour. */
export const indexEdits: EditFamily = function* (node) {
  if (!isIndex(node)) return
  for (const [text, weight] of indexes[node.text] ?? []) yield rewritten('index', node, { text, weight })
}

const isIndex = (node: SyntaxNode): boolean => {
  const { parent } = node
  if (node.kind === 'unary_operator' || node.kind === 'integer')
    return parent?.kind === 'subscript' && child(parent, 'value') !== node
  return false
}

/** A counter starts at 0, and a sign belongs to an index: neither is the number that a question names. */
const isStart = (node: SyntaxNode): boolean => {
  const { parent } = node
  if (parent?.kind === 'assignment' && node.text === '0') return true
  return parent?.kind === 'unary_operator' && [...ancestors(parent)][0]?.kind === 'subscript'
}
