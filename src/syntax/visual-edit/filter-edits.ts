import { level, levelOf } from '../expression.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { child, parts } from '../syntax-node.ts'
import type { ConditionText } from './condition-texts.ts'
import { patchConditions, stateConditions } from './condition-texts.ts'
import { isCondition } from './logic-edits.ts'
import type { EditFamily, EditSite } from './visual-edit.ts'
import { rewritten, short, withPart } from './visual-edit.ts'

const comprehensions = new Set(['list_comprehension', 'set_comprehension', 'generator_expression'])

/** A comprehension without its filter. */
export const filterDroppedEdits: EditFamily = function* (node) {
  if (!comprehensions.has(node.kind)) return
  for (const clause of node.children.filter(({ kind }) => kind === 'if_clause')) {
    const before = /\s*$/.exec(node.text.slice(0, clause.from - node.from))![0].length
    const text = node.text.slice(0, clause.from - node.from - before) + node.text.slice(clause.to - node.from)
    yield { ...rewritten('filter-dropped', node, { text, weight: 0.9 }), source: text }
  }
}

/** A comprehension over patches that keeps only some, and a filter that asks one thing more. */
export const filterAddedEdits: EditFamily = function* (node, site) {
  if (!comprehensions.has(node.kind)) return
  const loops = node.children.filter(({ kind }) => kind === 'for_in_clause')
  const target = loops.map((loop) => child(loop, 'left')!).findLast((each) => site.roleOf(each) === 'patch')
  if (target?.kind !== 'identifier') return
  const filter = node.children.find(({ kind }) => kind === 'if_clause')
  const last = filter ?? loops.at(-1)!
  for (const condition of patchConditions(target.text, last, site)) {
    const test = filter === undefined ? undefined : parts(filter)[0]
    const text =
      test === undefined
        ? `${last.text} if ${condition.text}`
        : `if ${atLeast(level.and, test.text, levelOf(test))} and ${atLeast(level.and, condition.text, condition.level)}`
    const edit = withPart('filter-added', node, { part: last, text, weight: condition.weight })
    yield { ...edit, note: `line ${node.span.from.line}: kept only if \`${short(condition.text)}\`` }
  }
}

/** A condition that asks one thing more. */
export const conditionAddedEdits: EditFamily = function* (node, site) {
  if (!isCondition(node) || node.parent?.kind === 'boolean_operator' || !isTest(node, site)) return
  const patches = site.variablesAt(node).filter(({ role }) => role === 'patch')
  const [closest] = patches
  const conditions: readonly ConditionText[] = [
    ...(closest === undefined ? [] : patchConditions(closest.name, node, site)),
    ...stateConditions(node, site),
  ]
  const own = atLeast(level.and, node.text, levelOf(node))
  for (const condition of conditions) {
    if (condition.text === node.text) continue
    const text = `${own} and ${atLeast(level.and, condition.text, condition.level)}`
    const edit = rewritten('condition-added', node, { text, level: level.and, weight: 0.8 * condition.weight })
    yield { ...edit, note: `line ${node.span.from.line}: \`and ${short(condition.text)}\` added` }
  }
}

const isTest = (node: SyntaxNode, { roleOf }: EditSite): boolean =>
  roleOf(node) === 'truth' && node.parent?.kind !== 'if_clause'

const atLeast = (needed: number, text: string, own: number): string => (own < needed ? `(${text})` : text)
