import type { Amount } from './form.ts'

/**
 * A sentence may be read in several ways: is an item above another when its middle is, or when all of it is? Is `three` exactly
 * three? A sentence is used for a scene only where all readings agree, so that its label is beyond doubt.
 */
export interface Reading {
  readonly bare: 'exactly' | 'at least'
  /** `whole`: all of the one lies beyond all of the other. `middle`: its middle does. `loose`: or is level with it. */
  readonly beyond: 'whole' | 'middle' | 'loose'
  /** Where several items are the highest alike: is it said of all of them, or of any? */
  readonly tie: 'all' | 'any'
}

export const readings: readonly Reading[] = (['exactly', 'at least'] as const).flatMap((bare) =>
  (['whole', 'middle', 'loose'] as const).flatMap((beyond) =>
    (['all', 'any'] as const).map((tie): Reading => ({ bare, beyond, tie })),
  ),
)

export const plainReading: Reading = { bare: 'exactly', beyond: 'middle', tie: 'any' }

/** Pixels by which two edges must differ to be told apart with certainty. */
export const margin = 2

export function fits(count: number, { relation, number }: Amount, { bare }: Reading): boolean {
  const how = relation === 'bare' ? bare : relation
  if (how === 'exactly') return count === number
  if (how === 'at least') return count >= number
  if (how === 'at most') return count <= number
  return how === 'more than' ? count > number : count < number
}
