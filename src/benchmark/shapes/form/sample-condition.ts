import type { Condition, Direction, Extreme, Group, Kind } from './form.ts'
import { amountNear, kindOf, kindSeen, wallOf } from './sample-kind.ts'
import type { Subject } from './sample-kind.ts'
import { groupsOf, isOf, touches } from './things.ts'
import type { Thing } from './things.ts'

/** How often each sort is tried; those that are often in doubt, more often. */
const towerSorts = sorts({ count: 2, height: 2, block: 3, stacked: 2, relation: 1, only: 1, variety: 1 })
const boxSorts = sorts({ count: 4, touching: 2, relation: 3, extreme: 2, only: 1, variety: 1 })

function sorts<Name extends string>(often: Readonly<Record<Name, number>>): Name[] {
  return (Object.entries(often) as [Name, number][]).flatMap(([name, times]) => Array<Name>(times).fill(name))
}

/** A condition that one of the scene's groups meets, or nearly meets. */
export function sampleCondition(subject: Subject, over: Group): Condition {
  const group = subject.dice.pickFrom(groupsOf(subject.scene, over))
  return over === 'tower' ? ofTower(subject, group) : ofBox(subject, group)
}

function ofTower(subject: Subject, group: readonly Thing[]): Condition {
  const { dice, scene } = subject
  const color = dice.chance(0.7) ? dice.pickFrom(group).color : dice.pickFrom(scene.palette)
  switch (dice.pickFrom(towerSorts)) {
    case 'count':
      return count(subject, group, { color })
    case 'height':
      return count(subject, group, {})
    case 'block':
      return { kind: 'block', place: dice.pick(['top', 'top', 'base', 'base', 'second']), is: color }
    case 'stacked':
      return { kind: 'stacked', upper: color, lower: dice.pickFrom(scene.palette) }
    case 'relation':
      return {
        kind: 'relation',
        first: { color },
        direction: dice.pick(['above', 'below']),
        second: { color: dice.pickFrom(scene.palette) },
      }
    case 'only':
      return { kind: 'only', of: { color } }
    case 'variety':
      return variety('color', group, subject)
  }
}

function ofBox(subject: Subject, group: readonly Thing[]): Condition {
  const { dice } = subject
  switch (dice.pickFrom(boxSorts)) {
    case 'count':
      return count(subject, group, dice.chance(0.15) ? {} : kindSeen(subject))
    case 'touching': {
      const [of, touching] = [dice.chance(0.2) ? {} : kindSeen(subject), wallOf(dice)]
      const found = group.filter((thing) => isOf(thing, of) && touches(thing, touching)).length
      return {
        kind: 'count',
        of,
        touching,
        amount: dice.chance(0.5) ? { relation: 'at least', number: 1 } : amountNear(found, dice),
      }
    }
    case 'relation': {
      const direction = dice.pick<Direction>(['above', 'below', 'left of', 'right of'])
      return { kind: 'relation', first: kindSeen(subject), direction, second: kindSeen(subject) }
    }
    case 'extreme':
      return {
        kind: 'extreme',
        which: dice.pick<Extreme>(['highest', 'lowest', 'leftmost', 'rightmost', 'largest', 'smallest']),
        is: plainKind(kindOf(dice.pickFrom(group), dice)),
      }
    case 'only': {
      const { color, shape } = dice.pickFrom(group)
      return { kind: 'only', of: dice.chance(0.7) ? { color } : { shape } }
    }
    case 'variety':
      return variety(dice.chance(0.7) ? 'color' : 'shape', group, subject)
  }
}

/** Of the largest item it is not said that it is large. */
const plainKind = ({ color, shape }: Kind): Kind => ({ ...(color && { color }), ...(shape && { shape }) })

function count({ dice }: Subject, group: readonly Thing[], of: Kind): Condition {
  const found = group.filter((thing) => isOf(thing, of)).length
  const named = Object.keys(of).length > 0
  if (named && dice.chance(0.3)) return { kind: 'count', of, amount: { relation: 'at least', number: 1 } }
  if (named && dice.chance(0.15)) return { kind: 'count', of, amount: { relation: 'exactly', number: 0 } }
  const amount = amountNear(found, dice)
  // No box and no tower is empty.
  return { kind: 'count', of, amount: named ? amount : { ...amount, number: Math.max(2, amount.number) } }
}

function variety(of: 'color' | 'shape', group: readonly Thing[], { dice }: Subject): Condition {
  const different = new Set(group.map((thing) => thing[of])).size
  const relation = different === 1 || dice.chance(0.6) ? 'exactly' : dice.pick(['at least', 'more than'] as const)
  return {
    kind: 'variety',
    of,
    amount: { relation, number: relation === 'more than' ? Math.max(1, different - 1) : different },
  }
}
