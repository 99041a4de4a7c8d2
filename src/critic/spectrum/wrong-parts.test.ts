import { describe, expect, it } from 'vitest'
import { answerDifference } from './wrong-parts.ts'

describe('the difference of two answers', () => {
  it.each([
    ['7', '8', ['7'], ['8']],
    ['[1, 2]', '[1, 2]', [], []],
    ['[1, 2, 3]', '[1, 9, 3]', ['2'], ['9']],
    ['[1, 4, 2]', '[1, 2]', ['4'], []],
    ['[1]', '[1, 1]', [], ['1']],
    ['[(1, 2), (1, 3)]', '[[1, 2], [1, 2]]', ['(1, 3)'], ['[1, 2]']],
    ['[(1, 2)]', '[[1, 2], [3, 4]]', [], ['[3, 4]']],
    ["{'a': 1, 'b': [2, 3]}", "{'a': 1, 'b': [2, 4]}", ['[2, 3]'], ['[2, 4]']],
    ["['a,b', 'c']", "['a,b', 'd']", ["'c'"], ["'d'"]],
    ['None', '[]', ['None'], ['[]']],
    ["['it\\'s, so']", "['it']", ["'it\\'s, so'"], ["'it'"]],
    ['[]', '[1]', [], ['1']],
    ['(1,)', '[1]', [], []],
  ])('of %s and %s is %j too much and %j missing', (actual, expected, wrong, missing) => {
    expect(answerDifference(actual, expected)).toEqual({ wrong, missing })
  })
})
