import { expect, it } from 'vitest'
import { numberIn } from './number-words.ts'

it.each([
  ['7', 7],
  ['it is 3.5', 3.5],
  ['1,200', 1200],
  ['seven', 7],
  ['Twenty-three', 23],
  ['two hundred and five', 205],
  ['two hundred five thousand and one', 205_001],
  ['one two', 1],
  ['the number forty two is written', 42],
  ['a hundred dogs', undefined],
  ['a constructor', undefined],
  ['', undefined],
])('the number in "%s" is %s', (text, number) => {
  expect(numberIn(text)).toBe(number)
})
