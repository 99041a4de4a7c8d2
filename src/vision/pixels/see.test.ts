import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Drawing, Drawn } from '../../../test/drawing/flat-drawing.ts'
import { draw, threeBoxes } from '../../../test/drawing/flat-drawing.ts'
import { attributeOf } from '../scene/scene.ts'
import { see } from './see.ts'

const [yellow, black, blue, red, green, white] = [0xffff00, 0x000000, 0x0099ff, 0xe53935, 0x2e8b57, 0xffffff]

/** `yellow square 10,20 30x30`: colour, shape, left, top from the image's top left, width and height. */
const seen = (drawing: Drawing): string[] => {
  const scene = see(draw(drawing))!
  return scene.things
    .filter(({ role }) => role === 'object')
    .map((thing) => {
      const { left, upper, right, lower } = thing.box
      const size = `${right - left}x${upper - lower}`
      return `${attributeOf(thing, 'color')} ${thing.names[0]} ${left},${scene.height - upper} ${size}`
    })
    .sort()
}
const boxes = (drawing: Drawing): string[] =>
  see(draw(drawing))!
    .things.filter(({ role }) => role === 'container')
    .map(({ box }) => `${box.left},${drawing.height - box.upper} ${box.right - box.left}x${box.upper - box.lower}`)

const at = (shape: Drawn['shape'], x: number, y: number, width: number, color: number): Drawn => ({
  shape,
  x,
  y,
  width,
  color,
})
const plain = (shapes: readonly Drawn[], background = white): Drawing => ({
  width: 120,
  height: 120,
  background,
  shapes,
})

describe('boxes', () => {
  test('three boxes that touch the edges of the image are found, an empty one too', () => {
    const drawing = threeBoxes([[at('square', 10, 10, 20, yellow)], [], [at('circle', 70, 70, 30, black)]])
    expect(boxes(drawing)).toEqual(['0,0 100x100', '150,0 100x100', '300,0 100x100'])
  })

  test('boxes on a page, of any size and colour, are found with what lies in each', () => {
    const drawing: Drawing = {
      width: 300,
      height: 180,
      background: white,
      shapes: [
        at('square', 20, 20, 120, 0xf0e0c0),
        at('square', 160, 20, 120, 0xf0e0c0),
        at('circle', 30, 30, 24, red),
        at('triangle', 200, 80, 36, green),
      ],
    }
    expect(boxes(drawing)).toEqual(['20,20 120x120', '160,20 120x120'])
    expect(seen(drawing)).toEqual(['green triangle 200,80 36x36', 'red circle 30,30 24x24'])
  })

  test('the border of a box is no thing, and its wall is within it', () => {
    const drawing: Drawing = {
      width: 260,
      height: 140,
      background: white,
      shapes: [
        at('square', 10, 10, 110, black),
        at('square', 13, 13, 104, 0xd3d3d3),
        at('square', 140, 10, 110, black),
        at('square', 143, 13, 104, 0xd3d3d3),
        at('square', 13, 97, 20, blue),
        at('circle', 180, 50, 30, red),
      ],
    }
    expect(boxes(drawing)).toEqual(['13,13 104x104', '143,13 104x104'])
    expect(seen(drawing)).toEqual(['blue square 13,97 20x20', 'red circle 180,50 30x30'])
  })

  test('without a drawn box the whole image is the box', () => {
    const drawing = plain([at('square', 0, 0, 20, red), at('square', 50, 60, 20, blue), at('square', 50, 80, 20, red)])
    expect(boxes(drawing)).toEqual(['0,0 120x120'])
    expect(seen(drawing)).toEqual(['blue square 50,60 20x20', 'red square 0,0 20x20', 'red square 50,80 20x20'])
  })

  test('a thing of the background’s colour that lies in a box is a thing', () => {
    const drawing = threeBoxes([[at('square', 40, 40, 20, 0x808080)], [at('circle', 10, 10, 20, red)], []])
    expect(seen(drawing)).toEqual(['grey square 40,40 20x20', 'red circle 160,10 20x20'])
  })
})

describe('things that touch or overlap', () => {
  test('a tower of squares of one colour without seams is as many squares', () => {
    const drawing = plain([60, 80, 100].map((y) => at('square', 40, y, 20, blue)))
    expect(seen(drawing)).toEqual(['blue square 40,100 20x20', 'blue square 40,60 20x20', 'blue square 40,80 20x20'])
  })

  test('shapes of one colour a pixel apart are two', () => {
    const drawing = plain([at('circle', 20, 20, 20, yellow), at('triangle', 41, 20, 20, yellow)], 0xd3d3d3)
    expect(seen(drawing)).toEqual(['yellow circle 20,20 20x20', 'yellow triangle 41,20 20x20'])
  })

  test.each([
    [at('circle', 20, 20, 20, blue), at('triangle', 20, 40, 20, blue)],
    [at('square', 20, 20, 20, blue), at('triangle', 40, 20, 20, blue)],
    [at('square', 20, 20, 30, blue), at('square', 50, 30, 10, blue)],
    [at('circle', 20, 20, 30, blue), at('square', 50, 25, 20, blue)],
    [at('circle', 20, 20, 30, blue), at('circle', 40, 30, 30, blue)],
    [at('square', 20, 20, 20, blue), at('square', 35, 35, 20, blue)],
    [at('triangle', 20, 40, 30, blue), at('circle', 25, 20, 20, blue)],
  ])('two shapes of one colour in one area are told apart (%#)', (one, other) => {
    const drawing = plain([one, other])
    const found = see(draw(drawing))!.things.filter(({ role }) => role === 'object')
    expect(found).toHaveLength(2)
    for (const { shape, x, y, width } of [one, other]) {
      const match = found.find(
        ({ names, box }) =>
          names[0] === shape &&
          Math.abs((box.left + box.right) / 2 - x - width / 2) <= 1 &&
          Math.abs(120 - (box.lower + box.upper) / 2 - y - width / 2) <= 1 &&
          Math.abs(box.right - box.left - width) <= 1,
      )
      expect(match, `${shape} at ${x},${y}`).toBeDefined()
    }
  })

  test('a shape behind another goes on there', () => {
    const drawing = plain([at('circle', 30, 30, 40, red), at('square', 60, 40, 30, blue)])
    expect(seen(drawing)).toEqual(['blue square 60,40 30x30', 'red circle 30,30 40x40'])
  })

  test('touching is told from the pixels: a triangle’s flank is not where its box is', () => {
    const touches = (drawing: Drawing): number =>
      see(draw(drawing))!.things.filter((thing) => (thing.touches?.length ?? 0) > 0).length
    expect(touches(plain([at('square', 20, 20, 20, red), at('triangle', 41, 20, 20, blue)]))).toBe(2)
    expect(touches(plain([at('square', 20, 20, 10, red), at('triangle', 31, 20, 30, blue)]))).toBe(0)
    expect(touches(plain([at('circle', 20, 20, 20, red), at('circle', 41, 41, 20, blue)]))).toBe(0)
  })
})

describe('shapes', () => {
  test('squares, circles and triangles are told apart from 8 pixels up', () => {
    for (const width of [8, 9, 10, 13, 30, 75])
      for (const shape of ['square', 'circle', 'triangle'] as const)
        expect(seen(plain([at(shape, 20, 20, width, red)]))).toEqual([`red ${shape} 20,20 ${width}x${width}`])
  })

  test('edges need not be soft', () => {
    for (const width of [8, 10, 13, 30])
      for (const shape of ['square', 'circle', 'triangle'] as const)
        expect(seen({ ...plain([at(shape, 20, 20, width, red)]), soft: false })[0]).toMatch(`red ${shape}`)
  })

  test('long ones are rectangles and ovals, and triangles still', () => {
    const long = (shape: Drawn['shape']): Drawn => ({ shape, x: 20, y: 20, width: 30, height: 45, color: red })
    expect(seen(plain([long('square')]))).toEqual(['red rectangle 20,20 30x45'])
    expect(seen(plain([long('circle')]))).toEqual(['red oval 20,20 30x45'])
    expect(seen(plain([long('triangle')]))).toEqual(['red triangle 20,20 30x45'])
  })

  test('sizes are named in comparison', () => {
    const sizes = (widths: readonly number[]): (string | undefined)[] => {
      const shapes = widths.map((width, index) => at('square', 2 + index * 32, 20, width, red))
      const scene = see(draw({ width: 100, height: 100, background: white, shapes }))!
      return scene.things.filter(({ role }) => role === 'object').map((thing) => attributeOf(thing, 'size'))
    }
    expect(sizes([10, 20, 30])).toEqual(['small', 'medium', 'large'])
    expect(sizes([20])).toEqual(['medium'])
    expect(sizes([10, 30])).toEqual(['small', 'large'])
    expect(sizes([16, 20])).toEqual(['small', 'large'])
  })
})

test('the noise of a JPEG does not matter', async () => {
  const drawing = threeBoxes([[at('circle', 10, 12, 30, blue)], [at('square', 40, 40, 30, yellow)], []])
  const { width, height, data } = draw(drawing)
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const scene = see({ width, height, data: await sharp(jpeg).raw().toBuffer() })!
  const found = scene.things.filter(({ role }) => role === 'object')
  expect(found.map(({ names }) => names[0])).toEqual(['circle', 'square'])
  expect(found.map((thing) => attributeOf(thing, 'color'))).toEqual(['blue', 'yellow'])
})

test('an image of no flat colours is no scene', () => {
  const data = Uint8Array.from({ length: 60 * 60 * 3 }, (_, at) => (at * 7919) % 256)
  expect(see({ width: 60, height: 60, data })).toBeUndefined()
})

test('random shapes that do not touch are all found, whatever their colours, sizes and background', () => {
  const palette = [0xff0000, 0x00a000, 0x2040ff, 0xffdd00, 0x000000, 0x8a2be2, 0xff8c00]
  const shape = fc.record({
    shape: fc.constantFrom('square', 'circle', 'triangle'),
    dx: fc.integer({ min: 0, max: 14 }),
    dy: fc.integer({ min: 0, max: 14 }),
    width: fc.integer({ min: 8, max: 34 }),
    color: fc.constantFrom(...palette),
  })
  const scene = fc.record({
    cells: fc.array(fc.option(shape, { nil: undefined }), { minLength: 12, maxLength: 12 }),
    background: fc.constantFrom(0xffffff, 0xd3d3d3, 0xfff8e7),
  })
  fc.assert(
    fc.property(scene, ({ cells, background }) => {
      const shapes = cells.flatMap((cell, index) =>
        cell === undefined
          ? []
          : [at(cell.shape, (index % 4) * 50 + cell.dx, (index >> 2) * 50 + cell.dy, cell.width, cell.color)],
      )
      const drawing = { width: 200, height: 150, background, shapes }
      const found = seen(drawing).map((text) => text.split(' ').slice(1).join(' '))
      expect(found.sort()).toEqual(
        shapes.map(({ shape, x, y, width }) => `${shape} ${x},${y} ${width}x${width}`).sort(),
      )
    }),
    { numRuns: 60 },
  )
})
