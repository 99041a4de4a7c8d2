import { attributeKind, attributeWords, singular } from './lexicon.ts'
import type { AttributeKind } from './lexicon.ts'
import type { StringLiteral } from './string-literal.ts'
import { stringLiteral } from './string-literal.ts'
import type { EditFamily } from './visual-edit.ts'
import { rewritten } from './visual-edit.ts'
import type { EditVocabulary } from './vocabulary.ts'

/** Another colour, shape, size, material or noun in a text that looks for something, asks or compares. */
export const wordEdits: EditFamily = function* (node, { vocabulary }) {
  const literal = stringLiteral(node)
  if (literal === undefined || literal.use === 'answer') return
  const words = [...literal.text.matchAll(/[A-Za-z]+/g)]
  for (const [place, match] of words.entries()) {
    const [word] = match
    const isHead = literal.use === 'phrase' && place === words.length - 1
    for (const { text, isObject, weight } of alternatives(word.toLowerCase(), { isHead, vocabulary })) {
      const whole = literal.text.slice(0, match.index) + text + literal.text.slice(match.index + word.length)
      yield rewritten(isObject ? 'object' : 'attribute', node, { text: literal.quoted(whole), weight })
    }
  }
}

interface Alternative {
  readonly text: string
  readonly isObject: boolean
  readonly weight: number
}

const alternatives = function* (
  word: string,
  { isHead, vocabulary }: { readonly isHead: boolean; readonly vocabulary: EditVocabulary },
): Iterable<Alternative> {
  const base = singular(word)
  const kind = attributeKind(base)
  const inNumber = (other: string): string => (base === word ? other : plural(other))
  const others = kind === undefined ? [] : vocabulary.attributes[kind].filter((other) => other !== base)
  for (const other of others) yield { text: inNumber(other), isObject: kind === 'shape', weight: 1 }
  const named: Readonly<Record<string, AttributeKind>> = {
    color: 'color',
    colour: 'color',
    shape: 'shape',
    size: 'size',
  }
  if (word in named) {
    const kinds: readonly AttributeKind[] = ['color', 'shape', 'size']
    for (const other of kinds) if (other !== named[word]) yield { text: other, isObject: false, weight: 0.4 }
  }
  if (!isHead) return
  for (const other of vocabulary.nounsFor(base))
    if (!others.includes(other)) yield { text: inNumber(other), isObject: true, weight: 0.6 }
}

const plural = (noun: string): string => (/(x|ch|sh|s)$/.test(noun) ? `${noun}es` : `${noun}s`)

/** A noun phrase that loses an attribute, gains one, or becomes another of the question's. */
export const phraseEdits: EditFamily = function* (node, { vocabulary }) {
  const literal = stringLiteral(node)
  if (literal?.use !== 'phrase') return
  yield* withoutAttribute(literal)
  yield* withAttribute(literal, vocabulary)
  for (const phrase of vocabulary.phrases)
    if (phrase !== literal.text) yield rewritten('phrase', node, { text: literal.quoted(phrase), weight: 0.5 })
}

const withoutAttribute = function* ({ node, text, quoted }: StringLiteral) {
  const words = text.split(' ')
  if (words.length < 2) return
  for (const [place, word] of words.slice(0, -1).entries()) {
    if (attributeKind(word) === undefined) continue
    yield rewritten('attribute-dropped', node, { text: quoted(words.toSpliced(place, 1).join(' ')), weight: 0.7 })
  }
}

/** An attribute of a kind that the phrase does not have yet; its shape is its noun. */
const withAttribute = function* ({ node, text, quoted }: StringLiteral, { attributes }: EditVocabulary) {
  const had = new Set(text.split(' ').map(attributeKind))
  const kinds = (Object.keys(attributeWords) as AttributeKind[]).filter((kind) => kind !== 'shape' && !had.has(kind))
  for (const kind of kinds)
    for (const word of attributes[kind])
      yield rewritten('attribute-added', node, {
        text: quoted(`${word} ${text}`),
        weight: kind === 'color' ? 0.5 : 0.3,
      })
}
