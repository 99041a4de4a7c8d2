import { level, levelOf } from '../expression.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { walk } from '../syntax-node.ts'
import { calledName } from './call.ts'
import { stringLiteral } from './string-literal.ts'
import type { EditSite } from './visual-edit.ts'
import { isCondition } from './logic-edits.ts'

/** A condition that may be added at some place, with how likely it is the one that lacks there. */
export interface ConditionText {
  readonly text: string
  readonly level: number
  readonly weight: number
}

/** Conditions on the patch that a variable holds at a place: those that the program asks of others, and what the vocabulary says of it. */
export const patchConditions = (name: string, at: SyntaxNode, site: EditSite): readonly ConditionText[] => [
  ...borrowed(name, at, site),
  ...attributeConditions(name, site),
  ...site.vocabulary.phrases
    .filter((phrase) => phrase.includes(' '))
    .map((phrase) => ({ text: `len(${name}.find('${phrase}')) > 0`, level: level.comparison, weight: 0.3 })),
]

/** Conditions elsewhere in the program about one patch, asked of this one; what else they read must be known here. */
const borrowed = (name: string, at: SyntaxNode, site: EditSite): readonly ConditionText[] => {
  const { tree, scopes, roleOf, variablesAt } = site
  const known = new Set(variablesAt(at).map((each) => each.name))
  const found: ConditionText[] = []
  for (const node of walk(tree.root)) {
    if (!isCondition(node) || !borrowable.has(node.kind) || node === at) continue
    const uses = scopes.uses.filter(({ node: use }) => node.from <= use.from && use.to <= node.to)
    const patches = new Set(uses.filter(({ node: use }) => roleOf(use) === 'patch').map((use) => use.name))
    for (const other of patches) {
      const rest = uses.filter((use) => use.name !== other && !builtin.test(use.name))
      if (other === name || !rest.every((use) => known.has(use.name))) continue
      const text = node.text.replaceAll(new RegExp(String.raw`(?<![\w.'"])${other}(?![\w'"])`, 'g'), name)
      found.push({ text, level: levelOf(node), weight: 0.4 })
    }
  }
  return found
}

const borrowable = new Set(['comparison_operator', 'call', 'not_operator'])
const builtin = /^(len|abs|set|min|max|sum|distance|sorted)$/

/** `x.verify_property('object', 'yellow')`, or in the form that the program itself asks for such a thing. */
const attributeConditions = (name: string, { tree, vocabulary }: EditSite): readonly ConditionText[] => {
  const noun = verifiedNoun(tree.root) ?? 'object'
  const { color, size, shape, material } = vocabulary.attributes
  const weighted = [
    [color, 0.6],
    [shape, 0.4],
    [size, 0.4],
    [material, 0.3],
  ] as const
  return weighted.flatMap(([words, weight]) =>
    words.map((word) => ({ text: `${name}.verify_property('${noun}', '${word}')`, level: level.atom, weight })),
  )
}

const verifiedNoun = (root: SyntaxNode): string | undefined => {
  for (const node of walk(root)) {
    const literal = stringLiteral(node)
    const call = node.parent?.parent
    if (literal?.use === 'phrase' && call !== undefined && calledName(call) === 'verify_property') return literal.text
  }
  return undefined
}

/** Conditions on what the variables at a place hold: how many, or whether there are any; those not used yet first. */
export const stateConditions = (
  node: SyntaxNode,
  { scopes, vocabulary, variablesAt }: EditSite,
): readonly ConditionText[] => {
  const numbers = [...new Set([...vocabulary.numbers.slice(0, 3), 1])].filter((each) => each > 0)
  return variablesAt(node).flatMap(({ name, role }): readonly ConditionText[] => {
    const isUnread = !scopes.uses.some((use) => use.name === name && use.reads)
    const weight = isUnread ? 0.9 : 0.15
    if (role === 'truth') return [{ text: name, level: level.atom, weight }]
    const amount = role === 'number' ? name : role.endsWith('[]') ? `len(${name})` : undefined
    if (amount === undefined) return []
    const compared = numbers.flatMap((each) => [`${amount} == ${each}`, `${amount} >= ${each}`])
    return compared.map((text) => ({ text, level: level.comparison, weight }))
  })
}
