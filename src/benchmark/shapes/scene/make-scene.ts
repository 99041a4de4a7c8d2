import type { Dice } from '../dice.ts'
import { colors, pixelsOf, shapes, sizes } from './scene.ts'
import type { Color, ShapesBox, ShapesItem, ShapesScene } from './scene.ts'

/** All of a scene but what lies in its boxes. */
export type Setting = Omit<ShapesScene, 'boxes'> & { readonly boxes: readonly Omit<ShapesBox, 'items'>[] }

const classicPalette: readonly Color[] = ['yellow', 'black', 'blue']
const allColors = Object.keys(colors) as Color[]

/** Two in five settings look as NLVR's do (three boxes of 100 pixels, its three colours); the others vary. */
export function makeSetting(dice: Dice): Setting {
  const family = dice.chance(0.5) ? 'towers' : 'scattered'
  const classic = dice.chance(0.4)
  const side = classic ? 100 : dice.pick([100, 120, 140, 160, 200])
  const count = classic ? 3 : dice.pick([1, 2, 2, 3, 3, 4, 4])
  const gap = classic ? 50 : Math.round(side * dice.pick([0.3, 0.5, 0.7]))
  const margin = classic ? 0 : dice.pick([0, 8, 20])
  return {
    family,
    width: 2 * margin + count * side + (count - 1) * gap,
    height: 2 * margin + side,
    ground: classic ? 128 : dice.pick([96, 112, 128, 144]),
    paper: classic ? 211 : dice.pick([205, 211, 220]),
    palette: classic ? classicPalette : dice.shuffled(allColors).slice(0, dice.integer(3, 4)),
    boxes: Array.from({ length: count }, (_, index) => ({ left: margin + index * (side + gap), top: margin, side })),
  }
}

/** Fills the boxes of a setting; none stays empty. */
export function makeScene(setting: Setting, dice: Dice): ShapesScene {
  // Some scenes are of few colours, so that `only` and `the same` are as often true as false.
  const few = dice.chance(0.35) ? setting.palette.slice(0, 2) : setting.palette
  const fill = setting.family === 'towers' ? towers : scatter
  return { ...setting, boxes: setting.boxes.map((box) => ({ ...box, items: fill(box, few, dice) })) }
}

/** One tower, seldom two, each of one to four blocks with a line of paper between them, as in NLVR. */
function towers({ side }: Omit<ShapesBox, 'items'>, palette: readonly Color[], dice: Dice): ShapesItem[] {
  const size = pixelsOf('medium', side)
  const places = dice.chance(0.15) ? [0.15, 0.65] : [dice.pick([0.4, 0.4, 0.3, 0.5])]
  return places.flatMap((place) => {
    const own = dice.chance(0.25) ? [dice.pickFrom(palette)] : palette
    return Array.from({ length: dice.integer(1, 4) }, (_, level) => ({
      type: 'square' as const,
      color: dice.pickFrom(own),
      size,
      x: Math.round(side * place),
      y: side - size - level * (size + 1),
    }))
  })
}

/** One to seven items that neither touch nor overlap one another; a third of them touch a wall, the others are well away from it. */
function scatter(box: Omit<ShapesBox, 'items'>, palette: readonly Color[], dice: Dice): ShapesItem[] {
  const items: ShapesItem[] = []
  const own = dice.chance(0.2) ? [dice.pickFrom(palette)] : palette
  const wanted = dice.integer(1, 7)
  for (let tries = 0; items.length < wanted && tries < 60; tries++) {
    const size = pixelsOf(dice.pick([...sizes]), box.side)
    const item = { type: dice.pick([...shapes]), color: dice.pickFrom(own), size, ...placed(box.side, size, dice) }
    if (items.every((other) => apart(item, other))) items.push(item)
  }
  return items
}

function placed(side: number, size: number, dice: Dice): { x: number; y: number } {
  const inner = (): number => dice.integer(6, side - size - 6)
  const end = (): number => dice.pick([0, side - size])
  const wall = dice.chance(0.33)
  if (wall && dice.chance(0.25)) return { x: end(), y: end() }
  if (wall) return dice.chance(0.5) ? { x: end(), y: inner() } : { x: inner(), y: end() }
  return { x: inner(), y: inner() }
}

const clearance = 4
const apart = (a: ShapesItem, b: ShapesItem): boolean =>
  a.x + a.size + clearance <= b.x ||
  b.x + b.size + clearance <= a.x ||
  a.y + a.size + clearance <= b.y ||
  b.y + b.size + clearance <= a.y
