import type { Phrase, Predicate, Quantity, Question, Statement } from '../language/logical-form.ts'
import { within } from '../language/predicate.ts'
import type { Senses } from './denote.ts'

/** A way to take all ambiguous words of a question, with how likely people mean it so. */
export interface Sense {
  readonly senses: Senses
  readonly weight: number
}

interface Point {
  readonly node: object
  /** How likely the sense `true` is. */
  readonly likely: number
}

const pointLimit = 5

/** Every way to take the question; at most 32. */
export const sensesOf = (question: Question): readonly Sense[] => {
  const points = [...new Map([...pointsOf(question)].map((each) => [each.node, each])).values()].slice(0, pointLimit)
  let all: Sense[] = [{ senses: new Map(), weight: 1 }]
  for (const { node, likely } of points) {
    all = all.flatMap(({ senses, weight }) => [
      { senses: new Map([...senses, [node, true]]), weight: weight * likely },
      { senses: new Map([...senses, [node, false]]), weight: weight * (1 - likely) },
    ])
  }
  return all.sort((a, b) => b.weight - a.weight)
}

const ofQuantity = (quantity: Quantity): readonly Point[] => {
  if (quantity.kind === 'count' && quantity.vague === true) return [{ node: quantity, likely: 0.3 }]
  if (quantity.kind === 'count') return quantity.soft === true ? [{ node: quantity, likely: 0.5 }] : []
  return (quantity.kind === 'the' && quantity.unique !== true) || quantity.kind === 'bare'
    ? [{ node: quantity, likely: 0.6 }]
    : []
}

function* ofPredicate(predicate: Predicate): Generator<Point> {
  for (const each of within(predicate)) {
    if (each.kind === 'maybe') yield { node: each, likely: 0.4 }
    if (each.kind === 'relation' && /^(above|below)$/.test(each.relation)) yield { node: each, likely: 0.4 }
    if (each.kind === 'relation' && /^(on|under)$/.test(each.relation)) yield { node: each, likely: 0.2 }
    if ((each.kind === 'has' || each.kind === 'relation') && each.phrase.quantity.kind === 'count')
      yield* ofQuantity(each.phrase.quantity)
    if (each.kind === 'variety') yield* ofQuantity(each.quantity)
  }
}

function* ofPhrase({ quantity, of }: Phrase): Generator<Point> {
  yield* ofQuantity(quantity)
  yield* ofPredicate(of)
}

function* ofStatement(statement: Statement): Generator<Point> {
  switch (statement.kind) {
    case 'there':
      yield* ofPhrase(statement.phrase)
      break
    case 'are':
      yield* ofPhrase(statement.phrase)
      yield* ofPredicate(statement.are)
      break
    case 'and':
    case 'or':
      if (statement.kind === 'and' && statement.parts.every(({ kind }) => kind === 'are'))
        yield { node: statement, likely: 0.4 }
      for (const each of statement.parts) yield* ofStatement(each)
      break
    case 'not':
      yield* ofStatement(statement.part)
      break
    case 'more':
      yield* ofPredicate(statement.a)
      yield* ofPredicate(statement.b)
      break
    case 'compare':
      yield* ofPredicate(statement.of)
      break
    case 'variety':
    case 'alike':
      if (statement.kind === 'variety') yield { node: statement, likely: 0.3 }
      yield* ofQuantity(statement.quantity)
      yield* ofPredicate(statement.of)
      break
    default:
      yield* ofPredicate(statement.of)
  }
}

function* pointsOf(question: Question): Generator<Point> {
  if (question.kind === 'statement') yield* ofStatement(question.statement)
  else if (question.kind !== 'open') yield* ofPredicate(question.of)
}
