import type { Phrase } from './phrase.ts'
import { alone, isEnough, select } from './phrase.ts'
import { relation } from './relations.ts'
import type { Scene, Thing } from './scene.ts'
import type { View } from './view.ts'
import { widened } from './view.ts'

/**
 * Whether a container or a tower holds as many such things as the phrase says; a thing of a scene graph, whether they belong
 * to it. `with a circle and a square`: with both.
 */
export function holds(thing: Thing, phrase: Phrase, view: View): boolean {
  const { or, joined } = phrase
  if (or !== undefined && joined === 'and' && phrase.quantity?.op !== 'only')
    return holds(thing, alone(phrase), view) && holds(thing, or, view)
  const own = membersOf(thing, view.scene)
  const such = select(phrase, widened(view)).filter(({ id }) => own.some((one) => one.id === id))
  return isEnough(phrase.quantity, such.length, own.length)
}

/** The things in a container or of a tower. */
export function membersOf(thing: Thing, scene: Scene): readonly Thing[] {
  if (thing.members !== undefined) return scene.things.filter(({ id }) => thing.members?.includes(id))
  const objects = scene.things.filter(({ role }) => role === 'object')
  if (thing.role === 'container') return objects.filter(({ container }) => container === thing.id)
  const linked = objects.filter(({ id }) => thing.relations?.some(({ to }) => to === id))
  const inside = relation('in')
  return [...new Set([...linked, ...objects.filter((other) => inside(other, thing, scene))])]
}
