import { describe, expect, test } from 'vitest'
import { flatScene } from '../../../test/drawing/flat-scene.ts'
import { ask, find, scattered, towers, verify } from '../../../test/drawing/ask-scene.ts'
const tower = { left: 40, lower: 0, right: 60, upper: 62 }
const black = { left: 40, lower: 0, right: 60, upper: 20 }
const blue = { left: 40, lower: 21, right: 60, upper: 41 }
const yellow = { left: 40, lower: 42, right: 60, upper: 62 }
const triangle = { left: 195, lower: 0, right: 205, upper: 10 }
const yellowBox = { left: 300, lower: 0, right: 400, upper: 100 }

describe('what a noun phrase finds', () => {
  test.each([
    ['yellow block on top of a blue block', '40,42'],
    ['block on top of blue block', '40,42'],
    ['black block on top of a blue block', ''],
    ['tower of blocks', '40,0 190,0 340,0'],
    ['block tower', '40,0 190,0 340,0'],
    ['yellow block tower', '340,0'],
    ['stack of blocks', '40,0 190,0 340,0'],
    ['tower of three blocks', '40,0'],
    ['tower made of two blocks', '340,0'],
    ['three block tower', '40,0'],
    ['block directly above a black block', '40,21'],
    ['block above a black block', '40,42 40,21'],
    ['block immediately below the yellow block', '40,21 340,0'],
    ['everything', '40,42 40,21 40,0 190,0 340,21 340,0'],
  ])('%j among towers', (name, found) => expect(find(towers, name)).toBe(found))

  test.each([
    ['black or blue circle', '190,60'],
    ['yellow or blue triangle', '60,20 195,0'],
    ['everything', '0,0 40,50 60,20 79,80 190,60 195,0'],
    ['everything yellow', '40,50 79,80 195,0'],
    ['colored object', '0,0 40,50 60,20 79,80 190,60 195,0'],
    ['coloured', ''],
    ['circle of yellow color', '40,50'],
    ['object directly above the black square', ''],
  ])('%j', (name, found) => expect(find(scattered, name)).toBe(found))

  test('directly beside means the next one on that side, in line and near', () => {
    const row = flatScene([
      'black square small 0,0 10',
      'blue circle small 12,2 10',
      'yellow square small 15,40 10',
      'yellow triangle small 24,0 10',
    ])
    expect(find(row, 'object right of the black square')).toBe('12,2 15,40 24,0')
    expect(find(row, 'object directly right of the black square')).toBe('12,2')
    expect(find(row, 'object directly to the left of a triangle')).toBe('12,2')
  })
})

describe('whether a property is true', () => {
  test.each([
    ...['top', 'topmost', 'at the top', 'top block of the tower', 'the top of a tower', 'on top of a blue block'].map(
      (property) => [property, yellow, blue] as const,
    ),
    ...['base', 'bottom', 'the base of a tower', 'bottom block'].map((property) => [property, black, blue] as const),
    ...['yellow color', 'color yellow', 'yellow in color', 'of yellow color', 'the colour yellow'].map(
      (property) => [property, yellow, blue] as const,
    ),
  ])('%j', (property, one, other) => {
    expect(verify(towers, 'object', property, one)).toBe(1)
    expect(verify(towers, 'object', property, other)).toBe(0)
  })

  test.each(['square shape', 'square shaped', 'square in shape', 'a square'])('%j', (property) => {
    expect(verify(towers, 'object', property, yellow)).toBe(1)
    expect(verify(scattered, 'object', property, triangle)).toBe(0)
  })

  test.each(['a triangle', 'triangle shape', 'small size', 'small in size'])('%j', (property) => {
    expect(verify(scattered, 'object', property, triangle)).toBe(1)
    expect(verify(towers, 'object', property, yellow)).toBe(0)
  })
})

describe('what a question is answered', () => {
  test.each([
    ['Does the tower have a blue block at the top?', 'no'],
    ['Does the tower have a yellow block at the top?', 'yes'],
    ['Does the tower have a blue block as its base?', 'no'],
    ['Does the tower have a black block as its base?', 'yes'],
    ['Does this have a blue block at the base?', 'no'],
    ['Does the tower have a blue block?', 'yes'],
    ['Are all blocks the same color?', 'no'],
  ])('%j of a tower', (question, answer) => expect(ask(towers, question, tower)).toBe(answer))

  test('`this` may be on top of a thing that is not shown', () => {
    expect(ask(towers, 'Is this on top of a blue block?', yellow)).toBe('yes')
    expect(ask(towers, 'Is this on top of a blue block?', blue)).toBe('no')
    expect(ask(towers, 'Is there a yellow block on top of a blue block?')).toBe('yes')
  })

  test.each([
    ['What is its color?', 'yellow'],
    ['What is its shape?', 'triangle'],
    ['What color is this block?', 'yellow'],
    ['What size is this square?', 'small'],
    ['What is the shape of this block?', 'triangle'],
    ['Is this yellow in color?', 'yes'],
    ['Is this blue in color?', 'no'],
    ['Is it colored yellow?', 'yes'],
    ['Is the color of this object yellow?', 'yes'],
    ['Is the color of this object blue?', 'no'],
    ['Is its color blue?', 'no'],
    ['Is the color yellow?', 'yes'],
  ])('%j of a triangle', (question, answer) => expect(ask(scattered, question, triangle)).toBe(answer))

  test.each([
    ['Is there a yellow or black triangle?', 'yes'],
    ['Is there a red or black triangle?', 'no'],
    ['Are all objects the same color?', 'no'],
    ['Are the blue objects the same color?', 'yes'],
    ['Do all circles have the same shape?', 'yes'],
    ['Are the squares different colors?', 'yes'],
    ['Is everything yellow?', 'no'],
    ['Are there more yellow objects than black objects?', 'yes'],
    ['Are there more black than yellow objects?', 'no'],
    ['Are there fewer black objects than yellow?', 'yes'],
    ['There are as many circles as triangles.', 'yes'],
    ['Are there the same number of blue and black objects?', 'no'],
    ['Are there more than five objects?', 'yes'],
  ])('%j', (question, answer) => expect(ask(scattered, question)).toBe(answer))

  test('everything is yellow where all that is shown is', () => {
    expect(ask(towers, 'Is everything yellow?', yellowBox)).toBe('yes')
    expect(ask(towers, 'Are all objects the same color?', yellowBox)).toBe('yes')
  })
})
