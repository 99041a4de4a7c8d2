import { areaOf } from '../box.ts'
import { boxHeight, centreX, centreY } from './geometry.ts'
import type { Scene, Thing } from './scene.ts'

/** The one of several that is first in some order: `the top block`, `the second block from the base`, `the largest`. */
export interface Pick {
  readonly by: 'top' | 'bottom' | 'left' | 'right' | 'middle' | 'largest' | 'smallest' | 'tallest'
  /** 1 for the first. */
  readonly nth: number
}

/**
 * The picked one of each group. Things of towers are picked for each tower, others for each box; what lies in none is one
 * group: a scene of three towers has three top blocks.
 */
export function picked(things: readonly Thing[], pick: Pick, scene: Scene): Thing[] {
  const towerOf = new Map(
    scene.things.flatMap(({ id, members }) => members?.map((member): [string, string] => [member, id]) ?? []),
  )
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const group = towerOf.get(thing.id) ?? thing.container ?? ''
    groups.set(group, [...(groups.get(group) ?? []), thing])
  }
  return [...groups.values()].flatMap((group) => nth(group, pick))
}

/** Whether a thing is the picked one among all of its role: the base of its tower, whatever its colour. */
export const isPicked = (thing: Thing, pick: Pick, scene: Scene): boolean =>
  picked(
    scene.things.filter(({ role }) => role === thing.role),
    pick,
    scene,
  ).some(({ id }) => id === thing.id)

function nth(group: readonly Thing[], { by, nth }: Pick): Thing[] {
  if (by === 'middle') {
    const across = group.toSorted((a, b) => centreX(a.box) - centreX(b.box) || centreY(a.box) - centreY(b.box))
    const found = across[(across.length - 1) / 2]
    return found === undefined ? [] : [found]
  }
  const rank = ranks[by]
  return group.toSorted((a, b) => rank(b) - rank(a)).slice(nth - 1, nth)
}

const ranks: Readonly<Record<Exclude<Pick['by'], 'middle'>, (thing: Thing) => number>> = {
  top: ({ box }) => centreY(box),
  bottom: ({ box }) => -centreY(box),
  left: ({ box }) => -centreX(box),
  right: ({ box }) => centreX(box),
  largest: ({ box }) => areaOf(box),
  smallest: ({ box }) => -areaOf(box),
  tallest: ({ box }) => boxHeight(box),
}
