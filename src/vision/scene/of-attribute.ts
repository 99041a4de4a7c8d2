import type { Grammar, Parsed } from './grammar.ts'
import { among, begins, lengthOf, phraseTable } from './grammar.ts'
import { attributeTests, modifiersAt } from './modifiers.ts'
import type { Test } from './phrase.ts'
import { quantityAt } from './quantity.ts'

/** `items of black and yellow colour`, `a circle of small size`, `made of metal`. */
export function ofAttribute(words: readonly string[], at: number, grammar: Grammar): Parsed<Test>[] {
  if (!begins(words, at, 'of')) return []
  const from = quantityAt(words, at + 1).next
  return modifiersAt(words, from, grammar).flatMap(({ value, next, unknown }) => {
    const [word] = among(words, next, kindTable)
    const isMaterial = value.attributes.every(({ kind }) => kind === 'material')
    if (value.attributes.length === 0 || (word === undefined && !isMaterial)) return []
    const tests = attributeTests(value)
    return [{ value: allOf(tests), next: next + (word === undefined ? 0 : lengthOf(word)), unknown }]
  })
}

const kindTable = phraseTable([
  'color',
  'colors',
  'colour',
  'colours',
  'size',
  'sizes',
  'shape',
  'shapes',
  'material',
  'materials',
])

export const allOf = (tests: readonly Test[]): Test => ({
  known: tests.every(({ known }) => known),
  holds: (thing, view) => tests.every((test) => test.holds(thing, view)),
})
