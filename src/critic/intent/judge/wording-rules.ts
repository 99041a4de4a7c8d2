import type { VisualTask } from '../../../core/visual.ts'
import type { SyntaxTree } from '../../../syntax/python.ts'
import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { child, parts, walk } from '../../../syntax/syntax-node.ts'
import { colours, shapes, singular, sizes } from '../language/lexicon.ts'
import { tokensOf } from '../language/tokens.ts'
import { plainText } from '../machine/literal.ts'
import type { Slip } from './layout.ts'

/** What the words of question and program tell without any understanding: for questions that were not read. */
export const wordSlips = (
  { question, answer }: Pick<VisualTask, 'question' | 'answer'>,
  tree: SyntaxTree,
): readonly Slip[] => {
  const asked = tokensOf(question)
  return [
    ...foreignWords(asked, tree),
    ...missingWords(asked, tree),
    ...otherNumbers(asked, tree),
    ...otherComparisons(asked, tree),
    ...otherAnswers(answer, tree),
  ]
}

const tables = [colours, shapes, sizes]

const known = (word: string): string | undefined =>
  tables.map((table) => table[singular(word)] ?? table[word]).find((each) => each !== undefined)

interface Text {
  readonly node: SyntaxNode
  readonly text: string
}

const textsOf = (tree: SyntaxTree): readonly Text[] =>
  [...walk(tree.root)].flatMap((node) => {
    const text = node.kind === 'string' ? plainText(node) : undefined
    return text === undefined ? [] : [{ node, text }]
  })

/** Colours, shapes and sizes that the program speaks of and the question does not; only where it speaks of others. */
function* foreignWords(asked: readonly string[], tree: SyntaxTree): Generator<Slip> {
  const mentioned = new Set(asked.flatMap((word) => known(word) ?? []))
  const texts = textsOf(tree)
  const listed = new Set(
    texts.filter(({ node }) => /^(list|tuple|set)$/.test(node.parent?.kind ?? '')).map(({ node }) => node),
  )
  for (const { node, text } of texts) {
    if (listed.has(node)) continue
    const foreign = tokensOf(text).find(
      (word) => known(word) !== undefined && known(word) !== 'grey' && !mentioned.has(known(word)!),
    )
    if (foreign !== undefined)
      yield { node, weight: mentioned.size > 0 ? 0.9 : 0.5, reason: `the question does not speak of \`${foreign}\`` }
  }
}

/** Colours, shapes and sizes of the question that the program never speaks of. */
function* missingWords(asked: readonly string[], tree: SyntaxTree): Generator<Slip> {
  const texts = textsOf(tree)
  const said = new Set(texts.flatMap(({ text }) => tokensOf(text)).flatMap((word) => known(word) ?? []))
  const first = texts.find(({ node }) => node.parent?.kind === 'argument_list')
  for (const word of new Set(asked)) {
    const meant = known(word)
    if (meant !== undefined && meant !== 'grey' && !said.has(meant) && first !== undefined)
      yield { node: first.node, weight: 0.6, reason: `the question speaks of \`${word}\`, the program never does` }
  }
}

/** Numbers that the program compares with, none of them near one that the question names. */
function* otherNumbers(asked: readonly string[], tree: SyntaxTree): Generator<Slip> {
  const numbers = asked.filter((word) => /^\d+$/.test(word)).map(Number)
  const compared = [...walk(tree.root)].filter(
    (node) =>
      node.kind === 'integer' &&
      node.parent?.kind === 'comparison_operator' &&
      Number(node.text) <= 12 &&
      isCount(node.parent),
  )
  for (const number of numbers) {
    if (number < 2 || compared.length === 0 || compared.some(({ text }) => Math.abs(Number(text) - number) === 0))
      continue
    const near = [...compared].sort((a, b) => Math.abs(Number(a.text) - number) - Math.abs(Number(b.text) - number))[0]!
    if (!fits(near.parent!, number))
      yield {
        node: near,
        weight: 0.6,
        reason: `the question asks for ${number}, the program compares with ${near.text}`,
      }
  }
}

/** A count stands on the other side: `len(…)`, a sum, a counter. */
const isCount = (node: SyntaxNode): boolean =>
  !/\.(left|right|upper|lower|width|height)|distance|center/.test(node.text)

/** `> 1` for at least two. */
const fits = (comparison: SyntaxNode, number: number): boolean => {
  const operator = operatorIn(comparison)
  const value = Number(parts(comparison)[1]?.text)
  return (
    (operator === '>' && value === number - 1) ||
    (operator === '<' && value === number) ||
    (operator === '>=' && value === number + 1)
  )
}

const operatorIn = (comparison: SyntaxNode): string =>
  child(comparison, 'operators')?.text ?? comparison.children.find(({ field }) => field === 'operators')?.text ?? ''

const allowed: Readonly<Record<string, readonly string[]>> = {
  '>=': ['>=', '<', '>', '!=', '=='],
  '==': ['==', '!='],
  '<=': ['<=', '>', '<'],
}

/** `at least three` and `== 3`, `exactly two` and `>= 2`. */
function* otherComparisons(asked: readonly string[], tree: SyntaxTree): Generator<Slip> {
  for (const [index, word] of asked.entries()) {
    const number = Number(asked[index + 1])
    if (!(word in allowed) || !Number.isInteger(number)) continue
    for (const node of walk(tree.root)) {
      if (node.kind !== 'comparison_operator' || !isCount(node) || Number(parts(node)[1]?.text) !== number) continue
      const operator = operatorIn(node)
      const wrong =
        word === '>='
          ? operator === '==' || operator === '>' || operator === '<='
          : word === '=='
            ? /^[<>]/.test(operator)
            : operator === '>='
      const spoken = word === '>=' ? 'at least' : word === '==' ? 'exactly' : 'at most'
      if (wrong)
        yield {
          node,
          weight: 0.6,
          reason: `the question asks for ${spoken} ${number}, the program tests ${operator} ${number}`,
        }
    }
  }
}

/** A return of another kind than what is asked for. */
function* otherAnswers(answer: VisualTask['answer'], tree: SyntaxTree): Generator<Slip> {
  for (const node of walk(tree.root)) {
    const value = node.kind === 'return_statement' ? parts(node)[0] : undefined
    const text = value?.kind === 'string' ? plainText(value) : undefined
    if (answer === 'count' && (text === 'yes' || text === 'no' || value?.text.startsWith('bool_to_yesno') === true))
      yield { node, weight: 0.8, reason: 'a number is asked for, this says yes or no' }
    if (
      answer === 'yes/no' &&
      value !== undefined &&
      (value.kind === 'integer' || (value.kind === 'call' && child(value, 'function')!.text === 'len'))
    )
      yield { node, weight: 0.7, reason: 'yes or no is asked for, this is a number' }
  }
}
