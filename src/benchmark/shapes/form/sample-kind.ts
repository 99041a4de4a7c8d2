import type { Dice } from '../dice.ts'
import type { Amount, Kind, Relation, Wall } from './form.ts'
import { shapes } from '../scene/scene.ts'
import type { ShapesScene } from '../scene/scene.ts'
import type { Thing } from './things.ts'

/** What a form is drawn for: its kinds are mostly those of the scene, its numbers near the true ones. */
export interface Subject {
  readonly scene: ShapesScene
  readonly things: readonly Thing[]
  readonly dice: Dice
}

/** What may be said of a thing: its colour, its shape, both, or its size too. A block has but its colour. */
export function kindOf({ color, shape, size }: Thing, dice: Dice, blocks = false): Kind {
  if (blocks) return { color }
  return dice.pick<Kind>([
    { color },
    { color, shape },
    { color, shape },
    { shape },
    { size, shape },
    { size, color },
    { size, color, shape },
  ])
}

/** Mostly the kind of a thing that is there, at times of one that is not. */
export function kindSeen({ scene, things, dice }: Subject): Kind {
  const kind = kindOf(dice.pickFrom(things), dice, scene.family === 'towers')
  if (dice.chance(0.8)) return kind
  return {
    ...kind,
    ...(kind.color && { color: dice.pickFrom(scene.palette) }),
    ...(kind.shape && { shape: dice.pick([...shapes]) }),
  }
}

/** A number near the true one. */
export function amountNear(found: number, dice: Dice): Amount {
  const relation = dice.pick<Relation>([
    'bare',
    'exactly',
    'exactly',
    'at least',
    'at least',
    'at most',
    'more than',
    'fewer than',
  ])
  const least = relation === 'fewer than' ? 2 : 1
  return { relation, number: Math.max(least, found + dice.pick([-1, 0, 0, 1])) }
}

export const wallOf = (dice: Dice): Wall =>
  dice.pick(['any', 'any', 'any', 'left', 'right', 'top', 'bottom', 'bottom', 'corner'])
