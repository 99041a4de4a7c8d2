import type { Phrase, Predicate, Quantity, Question, Statement } from './logical-form.ts'

/** A predicate for people: `yellow, touching the wall`. */
export const inWords = (predicate: Predicate): string => {
  switch (predicate.kind) {
    case 'any':
      return 'anything'
    case 'noun':
      return `a ${predicate.noun}`
    case 'feature':
      return predicate.value
    case 'word':
      return predicate.word
    case 'and':
      return predicate.parts.map(inWords).join(', ')
    case 'or':
      return predicate.parts.map(inWords).join(' or ')
    case 'not':
      return `not ${inWords(predicate.part)}`
    case 'maybe':
      return inWords(predicate.part)
    case 'touches':
      return `touching the ${predicate.side}`
    case 'relation':
      return `${predicate.relation} ${phraseInWords(predicate.phrase)}${predicate.compared === undefined ? '' : ` of ${predicate.compared.same ? 'the same' : 'another'} ${predicate.compared.feature}`}`
    case 'inside':
      return `in ${phraseInWords(predicate.phrase)}`
    case 'place':
      return predicate.rank === 0 ? `at the ${predicate.end}` : `number ${predicate.rank + 1} from the ${predicate.end}`
    default:
      return ofContents(predicate)
  }
}

const ofContents = (predicate: Predicate): string => {
  switch (predicate.kind) {
    case 'has':
      return `with ${phraseInWords(predicate.phrase)}`
    case 'only':
      return predicate.among.kind === 'any'
        ? `with only ${inWords(predicate.are)}`
        : `whose ${inWords(predicate.among)} is ${inWords(predicate.are)}`
    case 'variety':
      return `with ${quantityInWords(predicate.quantity)} ${predicate.feature}`
    case 'part':
      return `${inWords(predicate.is)} at the ${predicate.end}`
    case 'run':
      return `with ${predicate.n} ${inWords(predicate.of)} on one another`
    case 'more':
      return `with ${comparedWith[predicate.op].replace('#', inWords(predicate.a))} ${inWords(predicate.b)}`
    case 'extreme':
      return `the ${predicate.sign > 0 ? 'most' : 'least'} in ${predicate.measure}`
    default:
      return predicate.kind
  }
}

export const phraseInWords = ({ quantity, of }: Phrase): string => `${quantityInWords(quantity)} ${inWords(of)}`

const comparedWith = {
  '==': 'as many # as',
  '>=': 'at least as many # as',
  '<=': 'at most as many # as',
  '>': 'more # than',
  '<': 'fewer # than',
} as const

const comparisons = { '==': 'exactly', '>=': 'at least', '<=': 'at most', '>': 'more than', '<': 'less than' } as const

export const quantityInWords = (quantity: Quantity): string => {
  if (quantity.kind !== 'count')
    return quantity.kind === 'none' ? 'no' : quantity.kind === 'bare' ? 'some' : quantity.kind
  if (quantity.soft === true) return String(quantity.n)
  return quantity.op === '>=' && quantity.n === 1 ? 'some' : `${comparisons[quantity.op]} ${quantity.n}`
}

/** What a question was taken to mean, for people. */
export const questionInWords = (question: Question): string => {
  switch (question.kind) {
    case 'statement':
      return statementInWords(question.statement)
    case 'how many':
      return `how many are ${inWords(question.of)}`
    case 'which':
      return `the ${question.feature} of what is ${inWords(question.of)}`
    case 'find':
      return `the one that is ${inWords(question.of)}`
    default:
      return 'not understood'
  }
}

const statementInWords = (statement: Statement): string => {
  switch (statement.kind) {
    case 'there':
      return `there is ${phraseInWords(statement.phrase)}`
    case 'are':
      return `${phraseInWords(statement.phrase)}: ${inWords(statement.are)}`
    case 'and':
    case 'or':
      return statement.parts.map(statementInWords).join(`; ${statement.kind} `)
    case 'not':
      return `it is not so that ${statementInWords(statement.part)}`
    case 'more':
      return `there are ${comparedWith[statement.op].replace('#', inWords(statement.a))} ${inWords(statement.b)}`
    case 'compare':
      return `${inWords(statement.a)} has ${comparedWith[statement.op].replace('#', inWords(statement.of))} ${inWords(statement.b)}`
    case 'variety':
      return `${quantityInWords(statement.quantity)} ${statement.feature} of ${inWords(statement.of)}`
    case 'alike':
      return `${quantityInWords(statement.quantity)} of ${inWords(statement.of)} ${statement.different === true ? 'differ' : 'are alike'} in ${statement.by}`
    case 'together':
      return `all that are ${inWords(statement.of)} are in one box`
    default:
      return ''
  }
}
