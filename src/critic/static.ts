import type { Blame, Feedback } from '../core/feedback.ts'
import type { VisualTask } from '../core/visual.ts'
import type { Critic } from '../core/roles.ts'
import { spanContains } from '../core/span.ts'
import type { SyntaxTree } from '../syntax/python.ts'
import { loadPython } from '../syntax/python.ts'
import { functionOf, statementsIn } from '../syntax/statement.ts'
import type { SyntaxNode } from '../syntax/syntax-node.ts'
import { ancestors, child } from '../syntax/syntax-node.ts'
import { visualNames } from '../syntax/visual/image-patch-api.ts'
import { lostResults, wrongArity } from './static/calls.ts'
import { constantConditions, settledComparisons } from './static/conditions.ts'
import { endlessLoops, loopSubjects, missingReturns, mutableDefaults, unreachableCode } from './static/control.ts'
import type { Finding, Rule } from './static/finding.ts'
import { readingOf } from './static/finding.ts'
import { refusedLayout } from './static/layout.ts'
import { visualRules } from './static/visual.ts'
import { unassignedLocals, unboundNames, unusedNames } from './static/names.ts'

const rules: readonly Rule[] = [
  refusedLayout,
  unboundNames,
  unassignedLocals,
  wrongArity,
  loopSubjects,
  endlessLoops,
  settledComparisons,
  constantConditions,
  lostResults,
  unreachableCode,
  missingReturns,
  mutableDefaults,
  unusedNames,
]

/** Says what can be known before the program runs: each finding is a habit of faults, few are sure to be one. */
export const staticCritic = (): Critic => ({
  name: 'static',
  async critique(task, attempt) {
    const python = await loadPython()
    const tree = python.parse(attempt.program.source)
    return task.visual === undefined ? staticFeedback(tree, task.entry) : visualFeedback(tree, task.visual)
  },
})

/** The feedback on one text; `entry` is the function that every check calls, where there is just one. */
export const staticFeedback = (tree: SyntaxTree, entry?: string): Feedback => judge(tree, { entry, rules })

/** The same for a visual program, whose names and methods are those of the toolset too. */
export const visualFeedback = (tree: SyntaxTree, visual: VisualTask): Feedback =>
  judge(tree, { entry: 'execute_command', rules: [...rules, ...visualRules(visual)], given: visualNames })

interface Rulebook {
  readonly entry: string | undefined
  readonly rules: readonly Rule[]
  /** Names that are defined besides those of Python. */
  readonly given?: ReadonlySet<string>
}

const judge = (tree: SyntaxTree, { entry, rules, given }: Rulebook): Feedback => {
  if (tree.errors.length > 0) return unreadable(tree)
  const reading = readingOf(tree, given)
  const refused = new Set(Array.from(refusedLayout(reading), ({ at }) => at))
  const found = rules.flatMap((rule) => [...rule(reading)]).sort((a, b) => b.weight - a.weight)
  const certain = found.some(
    ({ at, sure, always }) => sure === true && (always === true || refused.has(at) || alwaysRuns(at, entry)),
  )
  const doubt = Math.max(0, ...found.map(({ weight }) => weight))
  return {
    from: 'static',
    verdict: certain ? 'fail' : 'unsure',
    probability: certain ? 0.01 : 0.5 * (1 - 0.8 * doubt),
    message: found.length === 0 ? 'Nothing in the text looks wrong.' : found.map(inWords).join('\n'),
    blame: found.map(({ at, weight, reason }): Blame => ({ span: at.span, weight, reason, evidence: [] })),
  }
}

const inWords = ({ at, reason }: Finding): string => `line ${at.span.from.line}: ${reason}`

const unreadable = ({ errors }: SyntaxTree): Feedback => {
  const first = errors.filter((error) => !errors.some((other) => other !== error && spanContains(other, error)))
  return {
    from: 'static',
    verdict: 'fail',
    probability: 0.01,
    message: first.map(({ from }) => `line ${from.line}: this is no Python`).join('\n'),
    blame: first.map((span) => ({ span, weight: 1, reason: 'this is no Python', evidence: [] })),
  }
}

/** It stands in the straight part of the module, or of the entry function before any way out. */
const alwaysRuns = (node: SyntaxNode, entry: string | undefined): boolean => {
  const home = functionOf(node)
  if (
    home !== undefined &&
    (home.kind === 'lambda' || child(home, 'name')?.text !== entry || home.parent?.kind !== 'module')
  )
    return false
  const chain = [node, ...ancestors(node)]
  const block = home === undefined ? chain.at(-1)! : child(home, 'body')!
  const statement = chain.find((each) => each.parent === block)
  if (
    statement === undefined ||
    !/^(expression_statement|return_statement|assert_statement|for_statement)$/.test(statement.kind)
  )
    return false
  const own = statement.kind === 'for_statement' ? child(statement, 'right')! : statement
  const lazy = chain.some(
    (each) =>
      /^(lambda|boolean_operator|conditional_expression|.*comprehension|generator_expression)$/.test(each.kind) &&
      each.from >= statement.from,
  )
  const before = statementsIn(block).filter(({ to }) => to <= statement.from)
  return (
    chain.includes(own) &&
    !lazy &&
    !before.some(({ kind }) => /^(if|while|for|try|with|match|return|raise|break|continue)_statement$/.test(kind))
  )
}
