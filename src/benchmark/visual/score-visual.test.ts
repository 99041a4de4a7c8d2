import { describe, expect, it } from 'vitest'
import type { VisualAnswer } from '../../core/visual.ts'
import { boxFromTop, boxOverlap } from './box-overlap.ts'
import { normaliseAnswer } from './normalise-answer.ts'
import type { VisualGold } from './score-visual.ts'
import { scoreVisual } from './score-visual.ts'

const text = (value: string): VisualAnswer => ({ kind: 'text', text: value })
const score = (answer: VisualAnswer | undefined, gold: VisualGold) => {
  const { strict, lenient } = scoreVisual(answer, gold)
  return [strict, lenient]
}

describe("VQA's normalisation", () => {
  const both = (answer: string) => [normaliseAnswer(answer, 'strict'), normaliseAnswer(answer, 'published')]
  const same = (answer: string, expected: string) => expect(both(answer)).toEqual([expected, expected])

  it('drops case, articles and outer space', () => {
    same('  The Big  Dog\n', 'big dog')
    same('An apple a day', 'apple day')
  })
  it('makes digits of number words to ten, and of none', () => {
    same('None', '0')
    same('two dogs and ten cats', '2 dogs and 10 cats')
    same('eleven', 'eleven')
  })
  it('makes yes and no of true and false', () => {
    same('True', 'yes')
    same('FALSE ', 'no')
    same('not true', 'not true')
  })
  it('takes punctuation out beside a space, and else puts a space', () => {
    same('t-shirt', 't shirt')
    same('red, blue', 'red blue')
    same('red,blue', 'red blue')
    same('black/white', 'black white')
    same('really?', 'really')
    same('1,000 cars/day', '1000 carsday')
  })
  it('takes periods out but before digits', () => {
    same('no.', 'no')
    same('2.5', '2.5')
    same('.5', '.5')
    same('u.s.', 'us')
  })
  it('gives lost apostrophes back', () => {
    same('dont', "don't")
    same("hadnt've", "hadn't've")
    same("hadn'tve", "hadn't've")
    same("yall'd've", "y'all'd've")
    same("'ow'sat", "'ow's'at")
    same('twas', "'twas")
    same("somebody'd", 'somebodyd')
    same('wed', 'wed')
  })
  it('leaves the thirty-third period only where it does as the release does', () => {
    expect(both('a'.repeat(1) + '.b'.repeat(33))).toEqual([`a${'b'.repeat(33)}`, `a${'b'.repeat(32)}.b`])
  })
})

describe('the score of an answer', () => {
  it('compares text and yes/no after normalisation', () => {
    expect(score(text('The red one.'), { kind: 'text', text: 'red 1' })).toEqual([true, true])
    expect(score(text('Yes'), { kind: 'yes/no', value: true })).toEqual([true, true])
    expect(score({ kind: 'boolean', value: false }, { kind: 'yes/no', value: false })).toEqual([true, true])
    expect(score({ kind: 'number', value: 3 }, { kind: 'text', text: '3' })).toEqual([true, true])
    expect(score(text('no'), { kind: 'yes/no', value: true })).toEqual([false, false])
    expect(score({ kind: 'number', value: 1 }, { kind: 'yes/no', value: true })).toEqual([false, false])
  })
  it('normalises the gold answer too where it is strict', () => {
    expect(score(text('t-shirt'), { kind: 'text', text: 't-shirt' })).toEqual([true, false])
  })
  it('makes an answer of a list only where it does as the release does', () => {
    const list = (...items: VisualAnswer[]): VisualAnswer => ({ kind: 'list', items })
    expect(score(list(text('red'), text('blue')), { kind: 'text', text: 'red' })).toEqual([false, true])
    expect(score(list(), { kind: 'yes/no', value: false })).toEqual([false, true])
    expect(score(list(list(text('red'))), { kind: 'text', text: 'red' })).toEqual([false, false])
    expect(score({ kind: 'other', type: 'NoneType', text: 'None' }, { kind: 'text', text: '0' })).toEqual([false, true])
  })
  it('compares counts as integers; the release takes 0 for what it cannot read', () => {
    const gold = (value: number): VisualGold => ({ kind: 'count', value })
    expect(score({ kind: 'number', value: 3 }, gold(3))).toEqual([true, true])
    expect(score({ kind: 'number', value: 3.7 }, gold(3))).toEqual([false, true])
    expect(score(text(' 12 '), gold(12))).toEqual([true, true])
    expect(score(text('two'), gold(2))).toEqual([true, false])
    expect(score(text('twenty-one'), gold(21))).toEqual([true, false])
    expect(score(text('fifteen'), gold(15))).toEqual([true, false])
    expect(score(text('forty'), gold(40))).toEqual([true, false])
    expect(score(text('twenty two three'), gold(22))).toEqual([false, false])
    expect(score(text('many'), gold(0))).toEqual([false, true])
    expect(score(text('many'), gold(4))).toEqual([false, false])
    expect(score({ kind: 'boolean', value: true }, gold(1))).toEqual([false, true])
    expect(score({ kind: 'list', items: [] }, gold(0))).toEqual([false, true])
  })
  it('compares boxes by their overlap; the release puts a constant box for what is none', () => {
    const gold: VisualGold = { kind: 'patch', box: { left: 0, lower: 0, right: 100, upper: 100 } }
    const patch = (right: number, image = 0): VisualAnswer => ({
      kind: 'patch',
      patch: { id: 1, image, box: { left: 0, lower: 0, right, upper: 100 } },
    })
    expect(scoreVisual(patch(71), gold)).toEqual({ strict: true, lenient: true, iou: 0.71 })
    expect(scoreVisual(patch(70), gold)).toEqual({ strict: false, lenient: false, iou: 0.7 })
    expect(scoreVisual(patch(100, 1), gold)).toEqual({ strict: false, lenient: false, iou: 0 })
    const near: VisualGold = { kind: 'patch', box: { left: 50, lower: 40, right: 500, upper: 350 } }
    expect(scoreVisual(text('there'), near)).toEqual({ strict: false, lenient: true, iou: 0 })
  })
  it('is wrong both ways where there is no answer', () => {
    expect(score(undefined, { kind: 'count', value: 0 })).toEqual([false, false])
    expect(score(undefined, { kind: 'patch', box: { left: 50, lower: 40, right: 500, upper: 350 } })).toEqual([
      false,
      false,
    ])
  })
})

describe('boxes', () => {
  it('overlap by intersection over union', () => {
    const box = (left: number, lower: number, right: number, upper: number) => ({ left, lower, right, upper })
    expect(boxOverlap(box(0, 0, 10, 10), box(5, 5, 15, 15))).toBeCloseTo(25 / 175)
    expect(boxOverlap(box(0, 0, 10, 10), box(10, 0, 20, 10))).toBe(0)
    expect(boxOverlap(box(0, 0, 0, 0), box(0, 0, 0, 0))).toBe(0)
  })
  it('are turned so that y grows upwards', () => {
    expect(boxFromTop({ x: 10, y: 20, width: 30, height: 40 }, 100)).toEqual({
      left: 10,
      lower: 40,
      right: 40,
      upper: 80,
    })
  })
})
