import { level, unwrapped } from '../../syntax/expression.ts'
import { parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { isCondition } from './boolean-logic.ts'
import type { Family, Phrase } from './mutation.ts'
import { fitted, phrase, phraseOf, replacing } from './mutation.ts'
import type { Name } from './names-in-scope.ts'
import type { Subject } from './subject.ts'
import { containers, fit, isSurely, mayBe } from './static-type.ts'

/** The condition of a statement, of an expression or of a comprehension, not a clause of it. */
export const wholeCondition = (node: SyntaxNode): boolean =>
  isCondition(node) && node.parent?.kind !== 'boolean_operator' && node.parent?.kind !== 'not_operator'

/** One more clause: `c` becomes `c and d`, `d or c` or `c or d` with a test of what is in scope. */
export const clauseAdded: Family = function* (node, subject) {
  if (!wholeCondition(node) || node.kind === 'parenthesized_expression') return
  for (const { test, prior } of tests(node, subject)) {
    if (test.text === node.text) continue
    yield replacing(node, joined([phraseOf(node), 'and', test]), prior * 0.5)
    yield replacing(node, joined([test, 'or', phraseOf(node)]), prior * 0.5)
    if (isQuick(test.text)) yield replacing(node, joined([test, 'and', phraseOf(node)]), prior * 0.6)
    else yield replacing(node, joined([phraseOf(node), 'or', test]), prior * 0.3)
  }
}

/** Two clauses, with parentheses where they are needed. */
export const joined = ([a, word, b]: readonly [Phrase, 'and' | 'or', Phrase]): Phrase => {
  const at = level[word]
  return { text: `${fitted(a, at)} ${word} ${fitted(b, at)}`, level: at }
}

/** A test of one variable, which stands before others rather than behind them. */
const isQuick = (text: string): boolean => / is (not )?None$/.test(text) || /^(not )?\w+$/.test(text)

/** Another condition: a test of a variable, or one that stands elsewhere in the function. */
export const conditionReplaced: Family = function* (node, subject) {
  if (!wholeCondition(node)) return
  const endless = node.kind === 'true' ? 2 : 1
  for (const { test, prior } of tests(node, subject)) {
    if (test.text !== node.text) yield replacing(node, test, prior * 0.3 * endless)
  }
  if (node.kind !== 'true') yield replacing(node, phrase('True'), 0.1)
  if (node.kind !== 'false' && node.parent?.kind !== 'while_statement') yield replacing(node, phrase('False'), 0.08)
}

/** A test where a constant stood: `return True` becomes `return x == 0`. */
export const testForConstant: Family = function* (node, subject) {
  if (
    (node.kind !== 'true' && node.kind !== 'false') ||
    !/^(return_statement|assignment)$/.test(node.parent?.kind ?? '')
  )
    return
  for (const { test, prior } of tests(node, subject)) yield replacing(node, test, prior * 0.5)
}

interface Test {
  readonly test: Phrase
  readonly prior: number
}

/** Tests that can be written with what is in scope here, each with its likelihood. */
export const tests = (node: SyntaxNode, subject: Subject): readonly Test[] => {
  const found = new Map<string, Test>()
  const add = (test: Phrase, prior: number) => {
    const known = found.get(test.text)
    if (known === undefined || known.prior < prior) found.set(test.text, { test, prior })
  }
  const names = subject.variablesAt(node)
  for (const name of names) for (const [test, prior] of testsOf(name, subject)) add(test, prior)
  for (const donor of subject.donorsFor(node)) {
    if (/^(comparison_operator|not_operator|boolean_operator)$/.test(donor.kind)) add(phraseOf(donor), 0.25)
    else if (isCondition(donor)) add(phraseOf(donor), 0.25)
  }
  for (const [a, b] of pairsOf(names)) {
    for (const operator of ['<', '==', '<=', '>', '>=', '!='])
      add(comparison(`${a.text} ${operator} ${b.text}`), operator === '<' || operator === '==' ? 0.08 : 0.05)
    if (isSurely(b.types, 'list', 'set', 'dict', 'str')) {
      add(comparison(`${a.text} not in ${b.text}`), 0.12)
      add(comparison(`${a.text} in ${b.text}`), 0.12)
    }
  }
  return [...found.values()]
}

const comparison = (text: string): Phrase => ({ text, level: level.comparison })

const testsOf = ({ text, types }: Name, { failure }: Subject): readonly (readonly [Phrase, number])[] => {
  const options: (readonly [Phrase, number])[] = []
  if (mayBe(types, 'NoneType') || failure.none) {
    options.push([comparison(`${text} is None`), 0.4], [comparison(`${text} is not None`), 0.4])
  }
  if (mayBe(types, ...containers)) {
    const certain = types === undefined ? 0.5 : 1
    options.push([phrase(text), 0.5 * certain], [{ text: `not ${text}`, level: level.not }, 0.5 * certain])
    if (types !== undefined) options.push([comparison(`len(${text}) > 1`), 0.1], [comparison(`len(${text}) == 1`), 0.1])
  }
  if (isSurely(types, 'int', 'float')) {
    options.push([comparison(`${text} == 0`), 0.35], [comparison(`${text} > 0`), 0.3], [comparison(`${text} < 0`), 0.2])
    options.push(
      [comparison(`${text} != 0`), 0.2],
      [comparison(`${text} == 1`), 0.15],
      [comparison(`${text} > 1`), 0.12],
    )
    options.push(
      [comparison(`${text} % 2 == 0`), 0.06],
      [comparison(`${text} % 2 != 0`), 0.05],
      [comparison(`${text} <= 1`), 0.1],
    )
  }
  if (isSurely(types, 'bool')) options.push([phrase(text), 0.4], [{ text: `not ${text}`, level: level.not }, 0.4])
  return options
}

/** Pairs of different variables of comparable types; local ones only, so that their number stays small. */
const pairsOf = (names: readonly Name[]): readonly (readonly [Name, Name])[] => {
  const local = names.filter((name) => name.local).slice(0, 6)
  return local.flatMap((a) =>
    local
      .filter((b) => a !== b && (fit(a.types, b.types) === 1 || isSurely(b.types, 'list', 'set', 'dict')))
      .map((b) => [a, b] as const),
  )
}

/** The filter of a comprehension is added or goes. */
export const comprehensionFilter: Family = function* (node, subject) {
  if (node.kind === 'if_clause') {
    const before = node.parent!.children[node.parent!.children.indexOf(node) - 1]
    if (before !== undefined) {
      yield {
        edits: [{ from: before.to, to: node.to, text: '' }],
        at: node,
        prior: 0.25,
        note: `line ${node.span.from.line}: \`${node.text}\` removed`,
      }
    }
  }
  if (node.kind !== 'for_in_clause' || node.parent!.children.some(({ kind }) => kind === 'if_clause')) return
  const body = parts(node.parent!)[0]
  if (body === undefined) return
  for (const { test, prior } of tests(unwrapped(body), subject)) {
    yield {
      edits: [{ from: node.to, to: node.to, text: ` if ${fitted(test, level.or)}` }],
      at: node.parent!,
      prior: prior * 0.3,
      note: `line ${node.span.from.line}: filter \`if ${test.text}\` added`,
    }
  }
}
