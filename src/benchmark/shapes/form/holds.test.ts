import { describe, expect, it } from 'vitest'
import type { Color, Shape, ShapesBox, ShapesItem, ShapesScene } from '../scene/scene.ts'
import type { Condition, Form } from './form.ts'
import { holds } from './holds.ts'

const item = (type: Shape, color: Color, place: Omit<ShapesItem, 'type' | 'color'>): ShapesItem => ({
  type,
  color,
  ...place,
})
const boxes = (...items: readonly (readonly ShapesItem[])[]): readonly ShapesBox[] =>
  items.map((own, index) => ({ left: index * 150, top: 0, side: 100, items: own }))
const sceneOf = (family: ShapesScene['family'], all: readonly ShapesBox[]): ShapesScene => ({
  family,
  width: 400,
  height: 100,
  ground: 128,
  paper: 211,
  palette: ['yellow', 'black', 'blue'],
  boxes: all,
})
/** From the base up. */
const tower = (...colors: readonly Color[]): ShapesItem[] =>
  colors.map((color, level) => item('square', color, { size: 20, x: 40, y: 80 - 21 * level }))

const scattered = sceneOf(
  'scattered',
  boxes(
    [
      item('circle', 'yellow', { size: 10, x: 20, y: 20 }),
      item('square', 'black', { size: 30, x: 40, y: 70 }),
      item('triangle', 'black', { size: 20, x: 80, y: 10 }),
    ],
    [item('circle', 'yellow', { size: 20, x: 0, y: 0 })],
    [item('square', 'blue', { size: 20, x: 30, y: 30 }), item('circle', 'blue', { size: 20, x: 40, y: 32 })],
  ),
)
const towers = sceneOf(
  'towers',
  boxes(tower('blue', 'yellow', 'black'), tower('blue'), tower('black', 'yellow', 'yellow')),
)

const some = (condition: Condition, over: 'box' | 'tower' = 'box'): Form => ({
  kind: 'groups',
  over,
  quantifier: 'some',
  where: [condition],
})
const exactly = (number: number) => ({ relation: 'exactly', number }) as const

describe('the label of a sentence', () => {
  it('counts items by colour, shape and size, and those that touch a wall', () => {
    expect(holds({ kind: 'items', of: { color: 'black' }, amount: exactly(2) }, scattered)).toBe(true)
    expect(holds({ kind: 'items', of: { size: 'medium', shape: 'circle' }, amount: exactly(2) }, scattered)).toBe(true)
    expect(holds({ kind: 'items', of: {}, touching: 'any', amount: exactly(3) }, scattered)).toBe(true)
    expect(holds({ kind: 'items', of: {}, touching: 'bottom', amount: exactly(1) }, scattered)).toBe(true)
    expect(holds({ kind: 'items', of: {}, touching: 'corner', amount: exactly(1) }, scattered)).toBe(true)
    expect(holds({ kind: 'items', of: {}, touching: 'right', amount: exactly(1) }, scattered)).toBe(true)
  })

  it('compares with at least, at most, more and fewer', () => {
    const blacks = (relation: 'at least' | 'at most' | 'more than' | 'fewer than', number: number) =>
      holds({ kind: 'items', of: { color: 'black' }, amount: { relation, number } }, scattered)
    expect([blacks('at least', 2), blacks('at least', 3)]).toEqual([true, false])
    expect([blacks('at most', 2), blacks('at most', 1)]).toEqual([true, false])
    expect([blacks('more than', 1), blacks('more than', 2)]).toEqual([true, false])
    expect([blacks('fewer than', 3), blacks('fewer than', 2)]).toEqual([true, false])
  })

  it('is in doubt where a number alone is met and exceeded', () => {
    const blacks = (number: number) =>
      holds({ kind: 'items', of: { color: 'black' }, amount: { relation: 'bare', number } }, scattered)
    expect([blacks(1), blacks(2), blacks(3)]).toEqual([undefined, true, false])
  })

  it('is in doubt where one item is but partly above another', () => {
    const above = (first: Color, second: Color) =>
      holds(
        some({ kind: 'relation', first: { color: first }, direction: 'above', second: { color: second } }),
        scattered,
      )
    expect(above('yellow', 'black')).toBe(true)
    expect(above('black', 'yellow')).toBe(undefined)
    expect(above('blue', 'yellow')).toBe(false)
    expect(above('blue', 'blue')).toBe(undefined)
  })

  it('is in doubt where it is not sure which item is the highest', () => {
    const highest = (which: 'left' | 'right', shape: Shape) =>
      holds({ kind: 'the', over: 'box', which, is: { kind: 'extreme', which: 'highest', is: { shape } } }, scattered)
    expect(highest('right', 'square')).toBe(true)
    expect(highest('left', 'triangle')).toBe(undefined)
    expect(highest('left', 'square')).toBe(false)
  })

  it('is in doubt where each of two boxes may be counted or not', () => {
    const twin = (first: Shape, second: Shape, top: number) => [
      item(first, 'blue', { size: 20, x: 10, y: top }),
      item(second, 'blue', { size: 20, x: 50, y: top + 1 }),
    ]
    const level = sceneOf(
      'scattered',
      boxes(twin('square', 'circle', 20), twin('circle', 'square', 40), [
        item('square', 'blue', { size: 20, x: 9, y: 9 }),
      ]),
    )
    const squares = (number: number): Form => ({
      kind: 'groups',
      over: 'box',
      quantifier: exactly(number),
      where: [{ kind: 'extreme', which: 'highest', is: { shape: 'square' } }],
    })
    expect([1, 2, 3, 4].map((number) => holds(squares(number), level))).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ])
  })

  it('tells boxes of one colour and of many', () => {
    const varied = (number: number) => some({ kind: 'variety', of: 'color', amount: exactly(number) })
    expect([1, 2, 3].map((number) => holds(varied(number), scattered))).toEqual([true, true, false])
    expect(holds(some({ kind: 'only', of: { color: 'blue' } }), scattered)).toBe(true)
    expect(holds(some({ kind: 'only', of: { color: 'black' } }), scattered)).toBe(false)
  })

  it('knows the order of the blocks of a tower', () => {
    const at = (place: 'top' | 'base' | 'second', is: Color) =>
      holds(some({ kind: 'block', place, is }, 'tower'), towers)
    expect([at('top', 'black'), at('top', 'blue'), at('second', 'blue'), at('base', 'yellow')]).toEqual([
      true,
      true,
      false,
      false,
    ])
    const stacked = (upper: Color, lower: Color) => holds(some({ kind: 'stacked', upper, lower }, 'tower'), towers)
    expect([stacked('black', 'yellow'), stacked('black', 'blue'), stacked('yellow', 'yellow')]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('quantifies over towers, and is in doubt where two are the tallest', () => {
    const based = (quantifier: 'every' | 'some' | 'no') =>
      holds(
        { kind: 'groups', over: 'tower', quantifier, where: [{ kind: 'block', place: 'base', is: 'blue' }] },
        towers,
      )
    expect([based('every'), based('some'), based('no')]).toEqual([false, true, false])
    const tallest = (is: Color) =>
      holds({ kind: 'the', over: 'tower', which: 'tallest', is: { kind: 'block', place: 'second', is } }, towers)
    expect([tallest('yellow'), tallest('black')]).toEqual([true, false])
    expect(
      holds({ kind: 'the', over: 'tower', which: 'tallest', is: { kind: 'block', place: 'top', is: 'black' } }, towers),
    ).toBe(undefined)
  })

  it('says whether all, two or none are alike', () => {
    const alike = (share: 'all' | 'two' | 'none') =>
      holds({ kind: 'alike', over: 'tower', measure: { count: {} }, share }, towers)
    expect([alike('all'), alike('two'), alike('none')]).toEqual([false, true, false])
  })

  it('says nothing of items that are not there', () => {
    const every = (negated: boolean): Form => ({
      kind: 'every',
      of: { shape: 'triangle', color: 'blue' },
      is: { kind: { size: 'small' } },
      negated,
    })
    expect([holds(every(true), scattered), holds(every(false), scattered)]).toEqual([undefined, undefined])
    const circles: Form = { kind: 'every', of: { shape: 'circle' }, is: { kind: { color: 'black' } }, negated: true }
    expect(holds(circles, scattered)).toBe(true)
  })
})
