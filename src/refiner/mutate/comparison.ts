import { level } from '../../syntax/expression.ts'
import { childrenIn, parts } from '../../syntax/syntax-node.ts'
import type { Family } from './mutation.ts'
import { fitted, phraseOf, replacing, swapping } from './mutation.ts'
import { isSurely, mayBeNumber } from './static-type.ts'

type Swaps = readonly (readonly [operator: string, prior: number])[]

/** The likeliest confusions first: the equal case forgotten, the direction wrong, the whole negated. */
const swaps: Readonly<Record<string, Swaps>> = {
  '<': [
    ['<=', 1],
    ['>', 0.7],
    ['>=', 0.5],
    ['!=', 0.3],
    ['==', 0.2],
  ],
  '<=': [
    ['<', 1],
    ['>=', 0.7],
    ['>', 0.5],
    ['==', 0.25],
    ['!=', 0.2],
  ],
  '>': [
    ['>=', 1],
    ['<', 0.7],
    ['<=', 0.5],
    ['!=', 0.3],
    ['==', 0.2],
  ],
  '>=': [
    ['>', 1],
    ['<=', 0.7],
    ['<', 0.5],
    ['==', 0.25],
    ['!=', 0.2],
  ],
  '==': [
    ['!=', 0.7],
    ['<=', 0.5],
    ['>=', 0.5],
    ['<', 0.3],
    ['>', 0.3],
    ['in', 0.15],
    ['is', 0.05],
  ],
  '!=': [
    ['==', 0.7],
    ['<', 0.5],
    ['>', 0.5],
    ['<=', 0.25],
    ['>=', 0.25],
    ['not in', 0.15],
  ],
  in: [
    ['not in', 0.7],
    ['==', 0.15],
  ],
  'not in': [
    ['in', 0.7],
    ['!=', 0.15],
  ],
  is: [
    ['is not', 0.7],
    ['==', 0.3],
  ],
  'is not': [
    ['is', 0.7],
    ['!=', 0.3],
  ],
}

/** Texts and truths are seldom asked which is greater where the program asks whether they are equal. */
const unordered = 0.15

/** Another comparison operator. */
export const comparisonOperator: Family = function* (node, { typesOf }) {
  if (node.kind !== 'comparison_operator') return
  const isOrdered = parts(node).every((side) => !isSurely(typesOf(side), 'str', 'bool', 'NoneType'))
  for (const operator of childrenIn(node, 'operators')) {
    for (const [other, prior] of swaps[operator.text] ?? [])
      yield swapping(
        operator,
        other,
        isOrdered || !/^[<>]/.test(other) || /^[<>]/.test(operator.text) ? prior : prior * unordered,
      )
  }
}

/** The bound moves and the equal case changes with it: `n == 0` becomes `n <= 1`. */
export const comparisonBoundary: Family = function* (node, { typesOf }) {
  if (node.kind !== 'comparison_operator' || childrenIn(node, 'operators').length !== 1) return
  const operator = childrenIn(node, 'operators')[0]!.text
  const [left, right] = parts(node)
  if (left === undefined || right?.kind !== 'integer' || !mayBeNumber(typesOf(left))) return
  const value = Number(right.text)
  if (!Number.isSafeInteger(value)) return
  const moves =
    operator === '==' ? boundaryMoves(value) : operator === '!=' ? [`> ${value + 1}`, `>= ${value + 1}`] : []
  const subject = fitted(phraseOf(left), level.bitOr)
  for (const move of moves) yield replacing(node, { text: `${subject} ${move}`, level: level.comparison }, 0.3)
}

const boundaryMoves = (value: number): readonly string[] => [`<= ${value + 1}`, `>= ${value - 1}`]
