import type { Dice } from '../dice.ts'
import type { Form, Group, Kind, Measure, Order, Quantifier, Relation } from './form.ts'
import { sampleCondition } from './sample-condition.ts'
import { amountNear, kindOf, kindSeen, wallOf } from './sample-kind.ts'
import type { Subject } from './sample-kind.ts'
import type { ShapesScene } from '../scene/scene.ts'
import { groupsOf, isOf, touches } from './things.ts'

/**
 * Makes forms of one sort that may be said of a scene; whether they are true, or worth saying, is for the caller to find out.
 * The sort is chosen once, so that sorts that are seldom worth saying are said as often as others.
 */
export function formSampler(scene: ShapesScene, dice: Dice): () => Form {
  const subject = { scene, dice, things: groupsOf(scene, 'box').flat() }
  const over: Group = scene.family === 'towers' ? 'tower' : 'box'
  const several = groupsOf(scene, over).length > 1
  if (!several || dice.chance(0.35)) {
    const ofAll = dice.pick([sampleItems, sampleItems, sampleItems, sampleCompare, sampleEvery, sampleEvery])
    return () => ofAll(subject)
  }
  const common = dice.chance(0.75) ? sampleGroups : sampleThe
  const ofGroups = dice.pick([common, common, common, common, common, common, sampleAlike, sampleContest])
  return () => ofGroups(subject, over)
}

function sampleItems(subject: Subject): Form {
  const { dice, scene, things } = subject
  const of = kindSeen(subject)
  const touching = scene.family === 'scattered' && dice.chance(0.4) ? { touching: wallOf(dice) } : {}
  const found = things.filter(
    (thing) => isOf(thing, of) && (!('touching' in touching) || touches(thing, touching.touching)),
  )
  return { kind: 'items', of, ...touching, amount: amountNear(found.length, dice) }
}

const orderOf = (dice: Dice): Order => dice.pick(['more', 'more', 'fewer', 'as many'])

function sampleCompare(subject: Subject): Form {
  const { dice } = subject
  const first = kindSeen(subject)
  return { kind: 'compare', first, order: orderOf(dice), second: differentFrom(first, subject) }
}

/** Another kind, named like the first one as far as that can be: colours against colours, shapes against shapes. */
function differentFrom(first: Kind, subject: Subject): Kind {
  for (let tries = 0; tries < 20; tries++) {
    const second = kindSeen(subject)
    const alike = (['color', 'shape', 'size'] as const).every(
      (name) => (first[name] === undefined) === (second[name] === undefined),
    )
    const apart = (['color', 'shape', 'size'] as const).some((name) => first[name] !== second[name])
    if (alike && apart) return second
  }
  return { color: subject.scene.palette.find((color) => color !== first.color) ?? 'black' }
}

function sampleEvery(subject: Subject): Form {
  const { dice, scene } = subject
  const negated = dice.chance(0.5)
  if (scene.family === 'towers') return sampleCompare(subject)
  if (dice.chance(0.35))
    return {
      kind: 'every',
      of: kindSeen(subject),
      is: { touching: dice.pick(['any', 'any', 'bottom', 'right']) },
      negated,
    }
  const thing = dice.pickFrom(subject.things)
  const { color, shape, size } = dice.chance(0.6) ? thing : dice.pickFrom(subject.things)
  const [of, is] = dice.pick<[Kind, Kind]>([
    [{ shape: thing.shape }, { color }],
    [{ color: thing.color }, { shape }],
    [{ size: thing.size }, { color }],
    [{ shape: thing.shape }, { size }],
    [{ shape: thing.shape, size: thing.size }, { color }],
  ])
  return { kind: 'every', of, is: { kind: is }, negated }
}

function sampleGroups(subject: Subject, over: Group): Form {
  const { dice, scene } = subject
  const all = groupsOf(scene, over).length
  const counted: Quantifier = {
    relation: dice.pick<Relation>(['bare', 'exactly', 'exactly', 'at least', 'at most', 'more than']),
    number: dice.integer(1, Math.max(1, Math.min(all - 1, 3))),
  }
  const quantifier = dice.pick<Quantifier>([counted, counted, 'some', 'some', 'every', 'no'])
  const first = sampleCondition(subject, over)
  const second = sampleCondition(subject, over)
  const two =
    first.kind !== second.kind || (first.kind === 'count' && second.kind === 'count' && apartKinds(first.of, second.of))
  return { kind: 'groups', over, quantifier, where: two && dice.chance(0.35) ? [first, second] : [first] }
}

/** Neither of two kinds holds the other: `two squares and one yellow square` is not said. */
const apartKinds = (a: Kind, b: Kind): boolean =>
  (a.color !== undefined && b.color !== undefined && a.color !== b.color) ||
  (a.shape !== undefined && b.shape !== undefined && a.shape !== b.shape)

function sampleThe(subject: Subject, over: Group): Form {
  const { dice, scene } = subject
  const all = groupsOf(scene, over).length
  const places = [
    'left',
    'right',
    ...(all === 3 ? ['middle'] : []),
    ...(over === 'tower' ? ['tallest', 'tallest', 'shortest'] : []),
  ]
  return {
    kind: 'the',
    over,
    which: dice.pickFrom(places as ('left' | 'tallest')[]),
    is: sampleCondition(subject, over),
  }
}

function sampleAlike(subject: Subject, over: Group): Form {
  const { dice } = subject
  const share = dice.pick(['all', 'two', 'two', 'none'] as const)
  const ofTower = dice.pick<Measure>([{ count: {} }, { count: {} }, { colorAt: 'top' }, { colorAt: 'base' }])
  const measure: Measure =
    over === 'tower' ? ofTower : { count: dice.chance(0.5) ? {} : kindOf(dice.pickFrom(subject.things), dice) }
  return { kind: 'alike', over, measure, share }
}

function sampleContest(subject: Subject, over: Group): Form {
  const { dice } = subject
  const of = dice.chance(0.4) ? {} : kindOf(dice.pickFrom(subject.things), dice, over === 'tower')
  return { kind: 'contest', over, first: dice.pick(['left', 'right']), of, order: orderOf(dice) }
}
