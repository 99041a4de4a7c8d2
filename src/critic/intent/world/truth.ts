import type { Measure, Predicate, Question, Statement } from '../language/logical-form.ts'
import { all, within } from '../language/predicate.ts'
import type { View } from './denote.ts'
import { Unclear, compareCount, enough, holds, those, valuesOf } from './denote.ts'
import type { Thing } from './scene.ts'

/** Is the statement true in the view? Throws `Unclear`. */
export const isTrue = (statement: Statement, view: View): boolean => {
  switch (statement.kind) {
    case 'there': {
      const count = those(statement.phrase.of, view).length
      return enough(statement.phrase.quantity, count, count, view.senses)
    }
    case 'are': {
      const { of, quantity, only } = statement.phrase
      const subjects = those(of, view)
      const count = subjects.filter((each) => holds(statement.are, each, view)).length
      const enoughOfThem = enough(quantity, count, subjects.length, view.senses)
      return enoughOfThem && (only !== true || quantity.kind !== 'bare' || those(statement.are, view).length === count)
    }
    case 'and':
      if (view.senses.get(statement) === true)
        return boxesOf(view).some((box) => statement.parts.every((each) => isTrue(each, box)))
      return statement.parts.every((each) => isTrue(each, view))
    case 'or':
      return statement.parts.some((each) => isTrue(each, view))
    case 'not':
      return !isTrue(statement.part, view)
    case 'more':
      return compareCount(statement.op, those(statement.a, view).length, those(statement.b, view).length)
    case 'variety': {
      if (view.senses.get(statement) === true)
        return boxesOf(view).some((box) =>
          isTrue(statement, { ...box, senses: new Map([...box.senses, [statement, false]]) }),
        )
      const values = valuesOf(those(statement.of, view), statement.feature)
      return enough(statement.quantity, values.size, values.size, view.senses)
    }
    case 'alike':
      return areAlike(statement, view)
    case 'compare':
      return isMore(statement, view)
    case 'together': {
      const homes = new Set(those(statement.of, view).map(({ home }) => home))
      if (homes.size === 0) throw new Unclear()
      return homes.size === 1
    }
    default:
      return false
  }
}

/** What lies in each box: some say `two items touch the wall` of one box. */
const boxesOf = (view: View): readonly View[] =>
  view.things.filter(({ kind }) => kind === 'box').map(({ contents }) => ({ things: contents, senses: view.senses }))

const measureOf = (thing: Thing, by: Measure): string => {
  switch (by) {
    case 'height':
      return String(thing.box.upper - thing.box.lower)
    case 'count':
      return String(thing.contents.length)
    case 'base colour':
    case 'top colour': {
      const stack = [...thing.contents].sort((a, b) => a.box.lower - b.box.lower)
      return (by === 'base colour' ? stack[0] : stack.at(-1))?.colour ?? ''
    }
    default:
      return thing[by]
  }
}

/** Every `a` against every `b`; where there is no `a` or no `b` it makes no sense. */
const isMore = ({ a, b, of, op }: Statement & { readonly kind: 'compare' }, view: View): boolean => {
  const count = (thing: Thing): number => those(of, view, thing.contents).length
  const [first, second] = [those(a, view), those(b, view)]
  if (first.length !== 1 || second.length !== 1 || first[0] === second[0]) throw new Unclear()
  return compareCount(op, count(first[0]!), count(second[0]!))
}

const areAlike = (
  { of, by, quantity, different, counting }: Statement & { readonly kind: 'alike' },
  view: View,
): boolean => {
  const things = those(of, view)
  const sizes = new Map<string, number>()
  const measure = (each: Thing): string =>
    counting === undefined ? measureOf(each, by) : String(those(counting, view, each.contents).length)
  for (const each of things) sizes.set(measure(each), (sizes.get(measure(each)) ?? 0) + 1)
  if (different === true) {
    if (quantity.kind !== 'count') return sizes.size === things.length
    const exact = quantity.op === '==' && (quantity.soft !== true || view.senses.get(quantity) === true)
    return exact ? things.length === quantity.n && sizes.size === quantity.n : sizes.size >= quantity.n
  }
  if (quantity.kind === 'count')
    return [...sizes.values()].some((count) => enough(quantity, count, things.length, view.senses))
  if (things.length === 0) throw new Unclear()
  return sizes.size === 1
}

/** `left of the tree`: there is taken to be one tree. */
const presume = (question: Question, view: View): void => {
  for (const predicate of predicatesOf(question))
    for (const each of within(predicate)) {
      const phrase = each.kind === 'relation' ? each.phrase : undefined
      if (phrase?.quantity.kind === 'the' && phrase.quantity.unique === true && those(phrase.of, view).length !== 1)
        throw new Unclear()
    }
}

/** The answer as a normalised text: `yes`, `no`, digits, a word. Throws `Unclear`. */
export const answerTo = (question: Question, view: View): string => {
  presume(question, view)
  switch (question.kind) {
    case 'statement':
      return isTrue(question.statement, view) ? 'yes' : 'no'
    case 'how many':
      return String(those(question.of, view).length)
    case 'which': {
      const found = valuesOf(those(question.of, view), question.feature)
      if (found.size !== 1) throw new Unclear()
      return [...found][0]!
    }
    case 'find': {
      const [only, ...more] = those(question.of, view)
      if (only === undefined || more.length > 0) throw new Unclear()
      const { left, lower, right, upper } = only.box
      return `box ${left} ${lower} ${right} ${upper}`
    }
    default:
      throw new Unclear()
  }
}

/** Everything that is said of things, for readers of words. */
export const predicatesOf = (question: Question): readonly Predicate[] => {
  const of = (statement: Statement): readonly Predicate[] => {
    switch (statement.kind) {
      case 'there':
        return [statement.phrase.of]
      case 'are':
        return [all([statement.phrase.of, statement.are])]
      case 'and':
      case 'or':
        return statement.parts.flatMap(of)
      case 'not':
        return of(statement.part)
      case 'more':
        return [statement.a, statement.b]
      case 'compare':
        return [statement.a, statement.b, statement.of]
      default:
        return [statement.of]
    }
  }
  if (question.kind === 'statement') return of(question.statement)
  return question.kind === 'open' ? [] : [question.of]
}
