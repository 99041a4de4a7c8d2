import type { Box } from '../../core/visual.ts'
import { wholeOf } from '../box.ts'
import { iou, isWithin } from './geometry.ts'
import type { Scene, Thing } from './scene.ts'
import { inReadingOrder } from './scene.ts'

/** A scene, looked at through a part of the image. */
export interface View {
  readonly scene: Scene
  readonly region: Box
  /** What is in the part, in reading order. */
  readonly things: readonly Thing[]
  /** What the part shows where it shows one thing: the one whose box it is, or the only one in it. */
  readonly self?: Thing
}

/** A region that shares this much with a thing's box (IoU) shows that thing. */
const sameBox = 0.7

export function viewOf(scene: Scene, region: Box): View {
  const things = inReadingOrder(scene.things.filter(({ box }) => isWithin(box, region)))
  const self = selfOf(scene, region, things)
  return { scene, region, things, ...(self !== undefined && { self }) }
}

const whole = new WeakMap<Scene, View>()

/** The whole scene. */
export function wholeView(scene: Scene): View {
  let view = whole.get(scene)
  if (view === undefined) whole.set(scene, (view = viewOf(scene, wholeOf(scene))))
  return view
}

function selfOf(scene: Scene, region: Box, within: readonly Thing[]): Thing | undefined {
  // A tower of one has its block's box: the block is meant.
  const rank = { object: 0, tower: 1, container: 2 }
  const same = scene.things
    .filter(({ box }) => iou(box, region) >= sameBox)
    .sort((a, b) => iou(b.box, region) - iou(a.box, region) || rank[a.role] - rank[b.role])
  const objects = within.filter(({ role }) => role === 'object')
  return same[0] ?? (objects.length === 1 ? objects[0] : undefined)
}

/** The whole scene, for one who still looks at the thing that the view shows: `what is on top of this`. */
export const widened = ({ scene, self }: View): View => ({ ...wholeView(scene), ...(self !== undefined && { self }) })
