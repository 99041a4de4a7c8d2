import { conditionHolds } from './condition-holds.ts'
import type { Condition, Form, Order, Quantifier } from './form.ts'
import { fits, plainReading, readings } from './readings.ts'
import type { Reading } from './readings.ts'
import type { ShapesScene } from '../scene/scene.ts'
import { groupsOf, groupsThatAre, isOf, touches } from './things.ts'
import type { Thing } from './things.ts'

/** Whether a form is true of a scene, from the structure alone; `undefined` where it depends on the reading. */
export function holds(form: Form, scene: ShapesScene): boolean | undefined {
  if (form.kind === 'groups') return groupsHold(form, groupsOf(scene, form.over))
  return agreed(readings.map((reading) => holdsAs(form, scene, reading)))
}

const agreed = ([first, ...others]: readonly (boolean | undefined)[]): boolean | undefined =>
  others.every((other) => other === first) ? first : undefined

/** A group that meets the conditions in some readings only may be counted or not: each number between must give the same. */
function groupsHold(
  { where, quantifier }: FormOf<'groups'>,
  groups: readonly (readonly Thing[])[],
): boolean | undefined {
  const inReadings = (group: readonly Thing[], condition: Condition): boolean[] =>
    readings.map((reading) => conditionHolds(condition, group, reading))
  const sure = groups.filter((group) => where.every((one) => inReadings(group, one).every(Boolean))).length
  const possible = groups.filter((group) => where.every((one) => inReadings(group, one).some(Boolean))).length
  const numbers = Array.from({ length: possible - sure + 1 }, (_, more) => sure + more)
  return agreed(
    numbers.flatMap((meant) => readings.map((reading) => quantified(meant, groups.length, { quantifier, reading }))),
  )
}

function holdsAs(form: Exclude<Form, FormOf<'groups'>>, scene: ShapesScene, reading: Reading): boolean | undefined {
  const things = groupsOf(scene, 'box').flat()
  const number = (kind: Parameters<typeof isOf>[1]): number => things.filter((thing) => isOf(thing, kind)).length
  switch (form.kind) {
    case 'items':
      return fits(
        things.filter((thing) => isOf(thing, form.of) && (!form.touching || touches(thing, form.touching))).length,
        form.amount,
        reading,
      )
    case 'compare':
      return ordered(number(form.first), number(form.second), form.order)
    case 'every': {
      const { is } = form
      const subjects = things.filter((thing) => isOf(thing, form.of))
      // Of nothing, all and none are true: nobody says so.
      if (subjects.length === 0) return undefined
      return subjects.every((one) => ('kind' in is ? isOf(one, is.kind) : touches(one, is.touching)) !== form.negated)
    }
    default:
      return holdsOfGroups(form, groupsOf(scene, form.over), reading)
  }
}

type FormOf<Kind extends Form['kind']> = Extract<Form, { readonly kind: Kind }>

function holdsOfGroups(
  form: FormOf<'the' | 'contest' | 'alike'>,
  groups: readonly (readonly Thing[])[],
  reading: Reading,
): boolean | undefined {
  switch (form.kind) {
    case 'the': {
      const meant = groupsThatAre(form.which, groups).map((group) => conditionHolds(form.is, group, reading))
      return reading.tie === 'all' ? meant.every(Boolean) : meant.some(Boolean)
    }
    case 'contest': {
      const [first, second] = form.first === 'left' ? [groups.at(0), groups.at(-1)] : [groups.at(-1), groups.at(0)]
      const number = (group: readonly Thing[] = []): number => group.filter((thing) => isOf(thing, form.of)).length
      return ordered(number(first), number(second), form.order)
    }
    case 'alike': {
      const { measure } = form
      const values = groups.map((group) =>
        'count' in measure
          ? group.filter((thing) => isOf(thing, measure.count)).length
          : group.at(measure.colorAt === 'top' ? -1 : 0)?.color,
      )
      const different = new Set(values).size
      return { all: different === 1, two: different < values.length, none: different === values.length }[form.share]
    }
  }
}

export const allHold = (
  where: readonly Condition[],
  group: readonly Thing[],
  reading: Reading = plainReading,
): boolean => where.every((condition) => conditionHolds(condition, group, reading))

interface Quantified {
  readonly quantifier: Quantifier
  readonly reading: Reading
}

function quantified(meant: number, all: number, { quantifier, reading }: Quantified): boolean {
  if (quantifier === 'every') return meant === all
  if (quantifier === 'some') return meant > 0
  if (quantifier === 'no') return meant === 0
  return fits(meant, quantifier, reading)
}

function ordered(first: number, second: number, order: Order): boolean {
  if (order === 'as many') return first === second
  return order === 'more' ? first > second : first < second
}
