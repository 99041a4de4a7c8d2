import type { Answer, QuestionForm } from './answer.ts'
import { unknownAnswer } from './answer.ts'
import type { Grammar } from './grammar.ts'
import { begins } from './grammar.ts'
import { attributeAnswer } from './question/attribute.ts'
import { choiceAnswer } from './question/choice.ts'
import { countAnswer } from './question/count.ts'
import { askedOfThing } from './question/asked-of-thing.ts'
import { moreAnswer } from './question/more.ts'
import { nameAnswer } from './question/name.ts'
import { placeAnswer } from './question/place.ts'
import { sameAnswer } from './question/same.ts'
import { yesNoAnswer } from './question/yes-no.ts'
import { readWords } from './read-phrase.ts'
import type { View } from './view.ts'

const forms: readonly QuestionForm[] = [
  countAnswer,
  attributeAnswer,
  choiceAnswer,
  placeAnswer,
  nameAnswer,
  sameAnswer,
  moreAnswer,
  yesNoAnswer,
]

/**
 * Answers a question in plain English about what a view shows: yes or no, a number, a colour, a shape, a size, a name or a
 * side. A statement is answered like the question whether it is true.
 */
export function answerQuestion(question: string, view: View, grammar: Grammar): Answer {
  const words = askedOfThing(withoutPreamble(readWords(question, grammar)))
  for (const form of forms) {
    const answer = form(words, view, grammar)
    if (answer !== undefined) return answer
  }
  return unknownAnswer
}

const preambles: readonly (readonly string[])[] = [
  ['given', 'an', 'image'],
  ['question'],
  ['is', 'the', 'statement', 'true'],
  ['is', 'it', 'true', 'that'],
  ['in', 'the', 'image', ','],
  ['in', 'this', 'image', ','],
  ['in', 'the', 'picture', ','],
  ['please'],
  [','],
]

/** Without the words of the published query lines and other words that come before a question. */
function withoutPreamble(words: readonly string[]): readonly string[] {
  const preamble = preambles.find((one) => one.length < words.length && begins(words, 0, ...one))
  return preamble === undefined ? words : withoutPreamble(words.slice(preamble.length))
}
