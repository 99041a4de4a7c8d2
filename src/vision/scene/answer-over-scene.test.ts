import { describe, expect, test } from 'vitest'
import { ask, find, region, scattered, towers, verify } from '../../../test/drawing/ask-scene.ts'
import { answerOverScene } from './answer-over-scene.ts'

describe('what a noun phrase finds', () => {
  test.each([
    ['object', '0,0 40,50 60,20 79,80 190,60 195,0'],
    ['items', '0,0 40,50 60,20 79,80 190,60 195,0'],
    ['yellow square', '79,80'],
    ['the small yellow things', '40,50 195,0'],
    ['tiny circle', '40,50'],
    ['big shapes', '0,0 190,60'],
    ['black or blue items', '0,0 60,20 190,60'],
    ['black and blue items', '0,0 60,20 190,60'],
    ['black, yellow or blue triangle', '60,20 195,0'],
    ['circles and triangles', '40,50 60,20 190,60 195,0'],
    ['black square or blue circle', '0,0 190,60'],
    ['non-yellow object', '0,0 60,20 190,60'],
    ['items that are not yellow', '0,0 60,20 190,60'],
    ['round object', '40,50 190,60'],
    ['block', '0,0 79,80'],
    ['box', '0,0 150,0 300,0'],
    ['grey square', '0,0 150,0 300,0'],
    ['gray boxes', '0,0 150,0 300,0'],
    ['yellow box', '79,80'],
    ['empty box', ''],
    ['box that is empty', '300,0'],
    ['box with a circle', '0,0 150,0'],
    ['box with exactly two items', '150,0'],
    ['box with a circle and a square', '0,0'],
    ['square touching the wall', '0,0 79,80'],
    ['square touching the top', '79,80'],
    ['square touching the left wall', '0,0'],
    ['triangle touching the bottom', '195,0'],
    ['object not touching any edge', '40,50 60,20 190,60'],
    ['square in a corner', '0,0'],
    ['object above the black square', '40,50 60,20 79,80'],
    ['square to the left of the yellow circle', '0,0'],
    ['circle in the box with a square', '40,50'],
    ['the largest object', '0,0 190,60'],
    ['leftmost object', '0,0 195,0'],
    ['yelow sqare', '79,80'],
    ['dog', ''],
    ['shiny yellow square', ''],
    ['', ''],
    ['of the which', ''],
    ['tower', ''],
  ])('%j', (name, found) => expect(find(scattered, name)).toBe(found))

  test.each([
    ['tower', '40,0 190,0 340,0'],
    ['stack of blocks', '40,0 190,0 340,0'],
    ['yellow tower', '340,0'],
    ['tower with three blocks', '40,0'],
    ['three-block tower', '40,0'],
    ['tower with at least two blocks', '40,0 340,0'],
    ['tower with a black block at the base', '40,0 190,0'],
    ['tower with only yellow blocks', '340,0'],
    ['top block', '40,42 190,0 340,21'],
    ['yellow top block', '40,42 340,21'],
    ['base', '40,0 190,0 340,0'],
    ['black base of a tower', '40,0 190,0'],
    ['the top of the three-block tower', '40,42'],
    ['second block', '40,21 340,21'],
    ['block on a black block', '40,21'],
    ['blue block on top of a black block', '40,21'],
    ['block between two blocks', '40,21'],
    ['yellow block above a black block', '40,42'],
    ['block below a yellow block', '40,21 40,0 340,0'],
  ])('%j among towers', (name, found) => expect(find(towers, name)).toBe(found))

  test('what is found in a part of the image has its centre there, and its box ends with the part', () => {
    expect(find(scattered, 'object', { left: 0, lower: 0, right: 100, upper: 60 })).toBe('0,0 40,50 60,20')
    const reply = answerOverScene(scattered, {
      op: 'find',
      region: region(scattered, { left: 5, lower: 0, right: 40, upper: 40 }),
      name: 'black square',
    })
    expect(reply).toEqual({ boxes: [{ left: 5, lower: 0, right: 30, upper: 30, confidence: 1 }] })
  })

  test('of a long or odd text nothing is found, at once', () => {
    expect(find(scattered, 'yellow or '.repeat(500))).toBe('')
    expect(find(scattered, 'with a box with a box with a box with a box with a box with a box with a box')).toBe('')
  })
})

describe('what a question is answered', () => {
  test.each([
    ['How many yellow squares are there?', '1'],
    ['How many objects are in the image?', '6'],
    ['How many items are there in the box with a blue circle?', '2'],
    ['How many circles are yellow?', '1'],
    ['How many boxes are there?', '3'],
    ['how many different colors are there', '3'],
    ['Is there a black circle?', 'no'],
    ['Is there a blue circle?', 'yes'],
    ['Are there any triangles?', 'yes'],
    ['Are there two triangles?', 'yes'],
    ['Are there more than two triangles?', 'no'],
    ['Is there a box with only yellow items?', 'no'],
    ['There are exactly two boxes with a triangle.', 'yes'],
    ['Is the blue triangle above the yellow circle?', 'no'],
    ['Is the yellow circle above the blue triangle?', 'yes'],
    ['Is the black square to the left of the blue triangle?', 'yes'],
    ['Is the black square touching the wall?', 'yes'],
    ["Isn't there a dog?", 'unknown'],
    ['Is there a dog?', 'no'],
    ['Are all squares black?', 'no'],
    ['Are all triangles small?', 'no'],
    ['Is the box empty?', 'yes'],
    ['Does the box contain a black square?', 'yes'],
    ['Do all boxes contain a triangle?', 'no'],
    ['What color is the black square?', 'black'],
    ['What colour are the triangles?', 'blue and yellow'],
    ['What is the size of the blue circle?', 'large'],
    ['What shape are the blue objects touching no wall?', 'triangle and circle'],
    ['Which is higher, the black square or the yellow circle?', 'yellow circle'],
    ['Which is bigger: the black square or the blue triangle?', 'black square'],
    ['What is to the left of the yellow circle?', 'black square'],
    ['What is touching the bottom?', 'black square and yellow triangle'],
    ['Where is the yellow triangle?', 'bottom'],
    ['What time is it?', 'unknown'],
    ['', 'unknown'],
  ])('%j', (question, answer) => {
    expect(ask(scattered, question)).toBe(answer)
  })

  test.each([
    ['How many blocks are in the tower with a blue block?', '3'],
    ['How many towers have a yellow block at the top?', '2'],
    ['Is there a tower with exactly three blocks?', 'yes'],
    ['There is a black block as the base of a tower with at least two blocks.', 'yes'],
    ['Two of the three towers have a black base.', 'yes'],
    ['What color is the top block of the tower with three blocks?', 'yellow'],
    ['What is on top of the blue block?', 'yellow square'],
    ['How tall is the tower with two blocks?', '2'],
  ])('%j of towers', (question, answer) => expect(ask(towers, question)).toBe(answer))

  test('`this` is the thing that the part of the image shows', () => {
    const square = { left: 79, lower: 80, right: 99, upper: 100 }
    for (const [question, answer] of [
      ['What color is this?', 'yellow'],
      ['What shape is this?', 'square'],
      ['What size is it?', 'medium'],
      ['What is this?', 'yellow square'],
      ['Is this a yellow block?', 'yes'],
      ['Is this a yellow items?', 'yes'],
      ['Is this a black square touching the wall?', 'no'],
      ['Is it touching the edge?', 'yes'],
      ['Is it touching the bottom?', 'no'],
      ['Is it a circle or a square?', 'square'],
      ['Is it yellow or black?', 'yellow'],
      ['Is this a box?', 'no'],
      ['Where is the square?', 'middle'],
    ] as const)
      expect(`${question} ${ask(scattered, question, square)}`).toBe(`${question} ${answer}`)
  })

  test('a box, and a tower, can be `this` too', () => {
    expect(ask(scattered, 'Is this empty?', { left: 300, lower: 0, right: 400, upper: 100 })).toBe('yes')
    expect(ask(scattered, 'What color is this?', { left: 0, lower: 0, right: 100, upper: 100 })).toBe('grey')
    const tower = { left: 40, lower: 0, right: 60, upper: 62 }
    expect(ask(towers, 'What color is this?', tower)).toBe('black and blue and yellow')
    expect(ask(towers, 'Is this a tower?', tower)).toBe('yes')
    expect(ask(towers, 'How many blocks are there?', tower)).toBe('3')
    expect(ask(towers, 'What is on top of this?', { left: 40, lower: 0, right: 60, upper: 20 })).toBe('blue square')
  })

  test('what is not understood is unknown, without confidence', () => {
    const question = 'Why is the sky so high above us?'
    expect(answerOverScene(scattered, { op: 'query', region: region(scattered), question })).toEqual({
      text: 'unknown',
      confidence: 0,
    })
  })
})

describe('whether a property is true', () => {
  const triangle = { left: 195, lower: 0, right: 205, upper: 10 }
  test.each([
    ['triangle', 'yellow', 1],
    ['triangle', 'blue', 0],
    ['object', 'triangular', 1],
    ['shape', 'small', 1],
    ['triangle', 'touching the wall', 1],
    ['triangle', 'touching the bottom edge', 1],
    ['triangle', 'touching the left side', 0],
    ['triangle', 'in a corner', 0],
    ['triangle', 'touching a blue circle', 0],
    ['triangle', 'at the bottom', 1],
    ['triangle', 'on top', 0],
    ['triangle', 'below a blue circle', 1],
    ['triangle', 'not yellow', 0],
    ['item', 'a yellow triangle', 1],
    ['triangle', 'glorious', 0.5],
  ])('%s: %s', (name, property, score) => expect(verify(scattered, name, property, triangle)).toBe(score))

  test('of towers and boxes', () => {
    const tower = { left: 40, lower: 0, right: 60, upper: 62 }
    expect(verify(towers, 'tower', 'three blocks', tower)).toBe(1)
    expect(verify(towers, 'tower', 'two blocks', tower)).toBe(0)
    expect(verify(towers, 'block', 'in a tower', { left: 40, lower: 0, right: 60, upper: 20 })).toBe(1)
    expect(verify(towers, 'block', 'touching another block', { left: 40, lower: 0, right: 60, upper: 20 })).toBe(1)
    expect(verify(scattered, 'box', 'empty', { left: 300, lower: 0, right: 400, upper: 100 })).toBe(1)
    expect(verify(scattered, 'box', 'empty', { left: 0, lower: 0, right: 100, upper: 100 })).toBe(0)
  })
})

test('the text that says most of what is true matches best', () => {
  const square = { left: 79, lower: 80, right: 99, upper: 100 }
  const texts = ['yellow square', 'a black square', 'blue circle', 'yellow', 'why not']
  const reply = answerOverScene(scattered, { op: 'match', region: region(scattered, square), texts })
  expect(reply).toEqual({ scores: [1, 0.5, 0, 1, 0] })
})

test('a flat scene has no depth', () => {
  expect(() => answerOverScene(scattered, { op: 'depth', region: region(scattered) })).toThrow('no depth')
})
