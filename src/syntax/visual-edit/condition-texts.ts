import { level, levelOf } from '../expression.ts'
import { parametersOf } from '../statement.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { child, walk } from '../syntax-node.ts'
import { amounts, contents } from './amount-conditions.ts'
import { calledName } from './call.ts'
import { isCondition } from './logic-edits.ts'
import { placeConditions } from './place-conditions.ts'
import { stringLiteral } from './string-literal.ts'
import { isUnread } from './unread.ts'
import type { EditSite, Variable } from './visual-edit.ts'

/** A condition that may be added at some place, with how likely it is the one that lacks there. */
export interface ConditionText {
  readonly text: string
  readonly level: number
  readonly weight: number
}

/** Patches and lists of patches that conditions at one place ask about: the closest ones. */
const CLOSEST = 2

/** Conditions that may be added at a place: first those on what the program computed and did not use yet. */
export const conditionsAt = (at: SyntaxNode, site: EditSite): readonly ConditionText[] => {
  const variables = site.variablesAt(at)
  const patches = variables.filter(({ role }) => role === 'patch').slice(0, CLOSEST)
  const lists = variables.filter(({ role }) => role === 'patch[]').slice(0, CLOSEST)
  const subjects = [
    ...patches.map(({ name }, place) => ({ name, weight: place === 0 ? 1 : 0.4 })),
    ...lists.flatMap(({ name }) => [`${name}[0]`, `${name}[-1]`].map((element) => ({ name: element, weight: 0.4 }))),
  ]
  return distinct([
    ...unreadTruths(variables, site),
    ...unreadFunctions(variables, site),
    ...borrowed(at, variables, site),
    ...subjects.flatMap(({ name, weight }) => attributeConditions(name, site).map(lessLikely(weight))),
    ...patches.slice(0, 1).flatMap(({ name }) => contents(name, site)),
    ...amounts(variables, site),
    ...(patches.length > 1 ? placeConditions(patches[0]!.name, patches[1]!.name) : []),
  ])
}

const lessLikely =
  (factor: number) =>
  (condition: ConditionText): ConditionText => ({ ...condition, weight: factor * condition.weight })

const distinct = (conditions: readonly ConditionText[]): readonly ConditionText[] => [
  ...new Map(conditions.toReversed().map((each) => [each.text, each])).values(),
]

/** Truths that were found out and never asked: each, and all together. */
const unreadTruths = (variables: readonly Variable[], site: EditSite): readonly ConditionText[] => {
  const names = variables.filter((each) => each.role === 'truth' && isUnread(each, site)).map(({ name }) => name)
  const all = [
    { text: names.toReversed().join(' and '), level: level.and, weight: 0.8 },
    { text: names.toReversed().join(' or '), level: level.or, weight: 0.8 },
  ]
  return [...(names.length > 1 ? all : []), ...names.map((name) => ({ text: name, level: level.atom, weight: 0.8 }))]
}

const borrowable = new Set(['comparison_operator', 'call', 'not_operator'])
const builtin = /^(len|abs|set|min|max|sum|distance|sorted)$/

/** Conditions elsewhere in the program with another variable in the place of one; the rest of what they read must be known here. */
const borrowed = (at: SyntaxNode, variables: readonly Variable[], site: EditSite): readonly ConditionText[] => {
  const known = new Set(variables.map(({ name }) => name))
  return [...walk(site.tree.root)].flatMap((node) => {
    if (!isCondition(node) || !borrowable.has(node.kind)) return []
    const uses = site.scopes.uses.filter(({ node: use }) => node.from <= use.from && use.to <= node.to)
    const names = new Map(uses.map((use) => [use.name, site.roleOf(use.node)]))
    return [...names].flatMap(([name, role]) => {
      const isKnown = [...names.keys()].every((other) => other === name || known.has(other) || builtin.test(other))
      if (role === 'unknown' || role === 'truth' || !isKnown) return []
      return variables
        .filter((each) => each.role === role && (each.name !== name || node !== at))
        .map((each) => ({
          text: renamed(node.text, name, each.name),
          level: levelOf(node),
          weight: each.name === name ? 0.15 : isUnread(each, site) ? 0.8 : role === 'patch' ? 0.4 : 0.15,
        }))
    })
  })
}

const renamed = (code: string, from: string, to: string): string =>
  code.replaceAll(new RegExp(String.raw`(?<![\w.'"])${from}(?![\w'"])`, 'g'), to)

/** `x.verify_property('object', 'yellow')`. */
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

/** Questions that the program can ask of patches and never does: its own functions of one or two. */
const unreadFunctions = (variables: readonly Variable[], site: EditSite): readonly ConditionText[] => {
  const [first, second] = variables.filter(({ role }) => role === 'patch').map(({ name }) => name)
  if (first === undefined) return []
  return [...walk(site.tree.root)].flatMap((node) => {
    const name = node.kind === 'function_definition' ? child(node, 'name')!.text : undefined
    if (name === undefined || node.parent?.kind === 'module' || !isUnread({ name }, site)) return []
    const given = parametersOf(node).length === 1 ? [first] : [first, second]
    const text = given.some((each) => each === undefined) ? undefined : `${name}(${given.join(', ')})`
    return text === undefined ? [] : [{ text, level: level.atom, weight: 0.8 }]
  })
}
