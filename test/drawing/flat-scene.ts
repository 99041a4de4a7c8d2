import type { Box } from '../../src/core/visual.ts'
import type { Scene, Thing } from '../../src/vision/scene/scene.ts'
import { towersOf } from '../../src/vision/scene/towers.ts'

/** `black square small 10,0 20`: colour, shape, size, left and lower side in its box, width. */
export type Item = string

/** A scene of boxes of 100 by 100, 50 apart, with things in each: the attributes are as said, not as measured. */
export function flatScene(...boxes: readonly (readonly Item[])[]): Scene {
  const containers = boxes.map((_, index): Thing => ({
    id: `box ${index}`,
    role: 'container',
    box: { left: index * 150, lower: 0, right: index * 150 + 100, upper: 100 },
    names: ['box'],
    attributes: [
      { kind: 'color', value: 'grey' },
      { kind: 'shape', value: 'square' },
    ],
  }))
  const objects = boxes.flatMap((items, index) => items.map((item, place) => thing(item, index, `${index}.${place}`)))
  const towers = containers.flatMap((container) =>
    towersOf(
      objects.filter((object) => object.container === container.id),
      container,
    ),
  )
  return { width: boxes.length * 150 - 50, height: 100, things: [...containers, ...towers, ...objects] }
}

function thing(item: Item, index: number, id: string): Thing {
  const [color = '', shape = '', size = '', place = '', width = ''] = item.split(' ')
  const [x = 0, lower = 0] = place.split(',').map(Number)
  const left = index * 150 + x
  const box: Box = { left, lower, right: left + Number(width), upper: lower + Number(width) }
  return {
    id,
    role: 'object',
    box,
    names: [shape],
    container: `box ${index}`,
    attributes: [
      { kind: 'color', value: color },
      { kind: 'shape', value: shape },
      { kind: 'size', value: size },
    ],
  }
}
