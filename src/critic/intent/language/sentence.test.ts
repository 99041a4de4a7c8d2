import { describe, expect, it } from 'vitest'
import { questionInWords } from './in-words.ts'
import { readSentence } from './sentence.ts'
import { tokensOf } from './tokens.ts'

const meant = (text: string): string => questionInWords(readSentence(text).question)
const unread = (text: string): readonly string[] => readSentence(text).unread

describe('reading a sentence', () => {
  it('reads how many, of what, with what', () => {
    expect(meant('There are at least two red circles.')).toBe('there is at least 2 circle, red')
    expect(meant('Exactly one box has no more than three green squares')).toBe(
      'exactly 1 a box: with at most 3 square, green',
    )
    expect(meant('None of the purple triangles is large.')).toBe('no triangle, purple: big')
  })

  it('takes a bare number as open and `only` as exact', () => {
    expect(meant('There is a tower with five blocks')).toContain('with 5 a block')
    expect(meant('There is a tower of five blocks')).toContain('with 5 a block')
    expect(meant('There are only two towers')).toBe('there is exactly 2 a tower')
  })

  it('reads places in a tower, ordinals and parts', () => {
    expect(meant('There is a red block at the top of a tower')).toContain('red, at the top')
    expect(meant('There is a tower whose third block from the base is green')).toContain('number 3 from the bottom')
    expect(meant('One tower has a red base')).toBe('1 a tower: red at the bottom')
  })

  it('reads relations between things, and to the walls', () => {
    expect(meant('There is a green square to the left of a red circle')).toContain('left some circle, red')
    expect(meant('There is a green block directly on top of a red one')).toContain('on some red')
    expect(meant('No green circle touches the right wall')).toBe('no circle, green: touching the right')
    expect(meant('Each box has a circle not touching any edge')).toContain('not touching the wall')
  })

  it('gives what is said behind an inner noun to the container', () => {
    expect(meant('There is a tower with exactly two blocks having a red block at the top')).toBe(
      'there is some a tower, with exactly 2 a block, with some a block, red, at the top',
    )
  })

  it('reads colours of groups, comparisons and superlatives', () => {
    expect(meant('There is a box with items of exactly two colors')).toContain('with exactly 2 colour')
    expect(meant('The left box has more circles than the right box')).toContain('has more circle than')
    expect(meant('There are fewer dogs than cats')).toBe('there are fewer a dog than a cat')
    expect(meant('The tallest tower has a green base')).toContain('most in height')
  })

  it('reads questions as well as statements', () => {
    expect(meant('How many red cars are there?')).toBe('how many are a car, red')
    expect(meant('Is there a black cat?')).toBe('there is some a cat, black')
    expect(meant('What color is the circle?')).toBe('the colour of what is circle')
  })

  it('mends misspellings of scene words, but leaves photographs alone', () => {
    expect(tokensOf('There is a blakc square tuoching the edge')).toEqual([
      'there',
      'is',
      'a',
      'black',
      'square',
      'touching',
      'the',
      'edge',
    ])
    expect(tokensOf('There is a clock on the wall')).toContain('clock')
  })

  it('says which words it could not read, and does not pretend', () => {
    expect(unread('There is a box with two circles arranged diagonally')).not.toEqual([])
    expect(
      readSentence('Whatever could that mean?').question.kind === 'open' ||
        unread('Whatever could that mean?').length > 0,
    ).toBe(true)
  })
})
