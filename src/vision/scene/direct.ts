import { boxHeight, columnShare, gap, hairline } from './geometry.ts'
import type { Relates } from './relations.ts'
import { relation, spaceOf } from './relations.ts'
import type { Thing } from './scene.ts'

const along = ['above', 'over', 'below', 'under', 'beneath', 'underneath']
const across = ['to the left of', 'left of', 'to the right of', 'right of', 'left', 'right']

/** `directly above`: the next one above, in the same column, and touching or nearly. Other relations are as they are. */
export function directRelation(name: string): Relates {
  const relates = relation(name)
  if (!along.includes(name) && !across.includes(name)) return relates
  const inLine = along.includes(name) ? inColumn : inRow
  return (a, b, scene) => {
    if (!relates(a, b, scene)) return false
    // Where the scene tells relations, places say little of what is next.
    if (a.relations?.some(({ to }) => to === b.id) === true) return true
    const space = spaceOf(a, scene)
    if (!inLine(a, b) || gap(a.box, b.box) > Math.max(hairline(space), boxHeight(space) / 10)) return false
    const isAmid = (other: Thing): boolean =>
      other.role === a.role &&
      inLine(a, other) &&
      inLine(other, b) &&
      relates(a, other, scene) &&
      relates(other, b, scene)
    return !scene.things.some(isAmid)
  }
}

const inColumn = (a: Thing, b: Thing): boolean => columnShare(a.box, b.box) > 0

const inRow = ({ box: a }: Thing, { box: b }: Thing): boolean =>
  Math.min(a.upper, b.upper) - Math.max(a.lower, b.lower) > 0
