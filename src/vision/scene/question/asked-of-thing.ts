import { begins } from '../grammar.ts'

const kinds = /^(colou?r|shape|size|material)s?$/

/**
 * A question about a colour, shape, size or material of a thing, asked of the thing: `Is the color of this object yellow?` →
 * `is this object yellow`, `What is its shape?` → `what shape is it`. Other questions come back as they are.
 */
export function askedOfThing(words: readonly string[]): readonly string[] {
  const [first = '', second = '', third = '', fourth = ''] = words
  if (first === 'what' && /^(is|are)$/.test(second) && /^(its|their)$/.test(third) && kinds.test(fourth))
    return [first, fourth, second, ownerOf(third), ...words.slice(4)]
  if (!/^(is|are)$/.test(first) || !/^(its|their|the)$/.test(second) || !kinds.test(third)) return words
  if (begins(words, 3, 'of')) return [first, ...words.slice(4)]
  // `the shape` may be a thing.
  return second === 'the' && /^shapes?$/.test(third) ? words : [first, ownerOf(second), ...words.slice(3)]
}

const ownerOf = (word: string): string => (word === 'their' ? 'they' : 'it')
