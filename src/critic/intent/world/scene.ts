import type { Box } from '../../../core/visual.ts'

/** Something in an imagined image. Boxes are pixels, y growing upwards. */
export interface Thing {
  /** `item`, `box`, `tower`, `image`; in photographs the noun. */
  readonly kind: string
  readonly image: number
  readonly box: Box
  readonly colour: string
  readonly shape: string
  readonly size: string
  readonly words: ReadonlySet<string>
  /** The container that it lies in. */
  home: Thing | undefined
  tower: Thing | undefined
  contents: readonly Thing[]
}

/** One imagined world: all that a program and its question could be about. */
export interface Scene {
  readonly things: readonly Thing[]
  readonly images: readonly Thing[]
}

/** An item of a flat scene, in its container's frame: `x`, `y` are its lower left corner. */
export interface ItemPlan {
  readonly colour: string
  readonly shape: string
  readonly size: number
  readonly x: number
  readonly y: number
}

/** A flat scene as it is planned: what lies in each container. */
export type FlatPlan = readonly (readonly ItemPlan[])[]

export const containerSide = 100
const pitch = 150
const none: ReadonlySet<string> = new Set()

const thing = (kind: string, image: number, box: Box): Thing => ({
  kind,
  image,
  box,
  colour: '',
  shape: '',
  size: '',
  words: none,
  home: undefined,
  tower: undefined,
  contents: [],
})

const sizeWord = (size: number): string => (size <= 12 ? 'small' : size <= 22 ? 'medium' : 'big')

/** Containers side by side on a grey ground, with what lies in them. */
export const flatScene = (plan: FlatPlan): Scene => {
  const image = thing('image', 0, {
    left: 0,
    lower: 0,
    right: pitch * (plan.length - 1) + containerSide,
    upper: containerSide,
  })
  const all: Thing[] = []
  for (const [index, items] of plan.entries()) {
    const left = index * pitch
    const home: Thing = {
      ...thing('box', 0, { left, lower: 0, right: left + containerSide, upper: containerSide }),
      colour: 'grey',
    }
    const inside = items.map((item): Thing => {
      const box = { left: left + item.x, lower: item.y, right: left + item.x + item.size, upper: item.y + item.size }
      return { ...thing('item', 0, box), colour: item.colour, shape: item.shape, size: sizeWord(item.size), home }
    })
    home.contents = inside
    all.push(home, ...inside, ...towersIn(home))
  }
  return { things: all, images: [image] }
}

/** Squares that stand on one another, from the floor. */
const towersIn = (home: Thing): readonly Thing[] => {
  const found: Thing[] = []
  for (const base of home.contents) {
    if (base.shape !== 'square' || base.box.lower > home.box.lower + 1) continue
    const stack = [base]
    for (let top = base; ;) {
      const next = home.contents.find(
        ({ shape, box }) =>
          shape === 'square' &&
          Math.abs(box.left - top.box.left) <= 2 &&
          box.lower - top.box.upper >= 0 &&
          box.lower - top.box.upper <= 2,
      )
      if (next === undefined) break
      stack.push(next)
      top = next
    }
    const tower = thing('tower', 0, { ...base.box, upper: stack.at(-1)!.box.upper })
    tower.home = home
    tower.contents = stack
    for (const each of stack) each.tower = tower
    found.push(tower)
  }
  return found
}

export interface PhotoPlan {
  readonly noun: string
  readonly image: number
  readonly colour: string
  readonly shape: string
  readonly size: string
  readonly words: readonly string[]
  readonly box: Box
}

export const photoSize = { width: 640, height: 480 }

/** Things spread over photographs. */
export const photoScene = (images: number, plan: readonly PhotoPlan[]): Scene => {
  const wholes = Array.from({ length: images }, (_, image) =>
    thing('image', image, { left: 0, lower: 0, right: photoSize.width, upper: photoSize.height }),
  )
  const things = plan.map(({ noun, image, box, colour, shape, size, words }): Thing => ({
    ...thing(noun, image, box),
    colour,
    shape,
    size,
    words: new Set(words),
    home: wholes[image],
  }))
  for (const whole of wholes) whole.contents = things.filter(({ image }) => image === whole.image)
  return { things, images: wholes }
}
