import { childrenIn, parts } from '../syntax-node.ts'
import type { EditFamily } from './visual-edit.ts'
import { withPart } from './visual-edit.ts'

type Swaps = readonly (readonly [operator: string, weight: number])[]

/** The likeliest confusions first: the equal case forgotten, `exactly` for `at least`, the direction, the opposite. */
const swaps: Readonly<Record<string, Swaps>> = {
  '>=': [
    ['==', 1],
    ['>', 1],
    ['<=', 0.7],
    ['<', 0.5],
    ['!=', 0.2],
  ],
  '>': [
    ['>=', 1],
    ['<', 0.8],
    ['==', 0.7],
    ['<=', 0.5],
    ['!=', 0.2],
  ],
  '<=': [
    ['==', 1],
    ['<', 1],
    ['>=', 0.7],
    ['>', 0.5],
    ['!=', 0.2],
  ],
  '<': [
    ['<=', 1],
    ['>', 0.8],
    ['==', 0.7],
    ['>=', 0.5],
    ['!=', 0.2],
  ],
  '==': [
    ['>=', 1],
    ['!=', 0.8],
    ['>', 0.6],
    ['<=', 0.6],
    ['<', 0.4],
  ],
  '!=': [
    ['==', 1],
    ['>', 0.3],
    ['<', 0.3],
  ],
  in: [['not in', 0.7]],
  'not in': [['in', 0.7]],
  is: [['is not', 0.5]],
  'is not': [['is', 0.5]],
}

/** Values without an order are only asked whether they are equal. */
const unordered = new Set(['text', 'truth', 'text[]', 'truth[]', 'patch', 'patch[]'])

/** Another comparison operator. */
export const comparisonEdits: EditFamily = function* (node, { roleOf }) {
  if (node.kind !== 'comparison_operator') return
  const isOrdered = parts(node).every((side) => !unordered.has(roleOf(side)))
  for (const operator of childrenIn(node, 'operators')) {
    for (const [text, weight] of swaps[operator.text] ?? [])
      if (isOrdered || !/^[<>]/.test(text)) yield withPart('comparison-flip', node, { part: operator, text, weight })
  }
}
