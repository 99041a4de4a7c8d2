import type { Thing } from './scene.ts'
import { attributeOf } from './scene.ts'

/** What a thing is called: `yellow square`; a thing with a name of its own by that name alone: `dog`. */
export function describe(thing: Thing): string {
  const [name = 'object'] = thing.names
  const color = attributeOf(thing, 'color')
  const isShape = thing.role === 'object' && attributeOf(thing, 'shape') === name
  return isShape && color !== undefined ? `${color} ${name}` : name
}
