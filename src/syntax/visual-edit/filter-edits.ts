import { level, levelOf } from '../expression.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { child, parts } from '../syntax-node.ts'
import { conditionsAt } from './condition-texts.ts'
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

/** A comprehension that keeps only some, and a filter that asks one thing more. */
export const filterAddedEdits: EditFamily = function* (node, site) {
  if (!comprehensions.has(node.kind)) return
  const loops = node.children.filter(({ kind }) => kind === 'for_in_clause')
  if (!loops.some((loop) => site.roleOf(child(loop, 'left')!) !== 'unknown')) return
  const filter = node.children.find(({ kind }) => kind === 'if_clause')
  const last = filter ?? loops.at(-1)!
  for (const condition of conditionsAt(child(node, 'body')!, site)) {
    const test = filter === undefined ? undefined : parts(filter)[0]
    const text =
      test === undefined
        ? `${last.text} if ${condition.text}`
        : `if ${atLeast(level.and, test.text, levelOf(test))} and ${atLeast(level.and, condition.text, condition.level)}`
    const edit = withPart('filter-added', node, { part: last, text, weight: condition.weight })
    yield { ...edit, note: `line ${node.span.from.line}: kept only if \`${short(condition.text)}\`` }
  }
}

/** A condition that asks one thing more, or lets one thing more do. */
export const conditionAddedEdits: EditFamily = function* (node, site) {
  if (!isCondition(node) || !isTest(node, site)) return
  for (const condition of conditionsAt(node, site)) {
    if (node.text.includes(condition.text)) continue
    for (const [operator, needed, share] of [
      ['and', level.and, 0.8],
      ['or', level.or, 0.3],
    ] as const) {
      const text = `${atLeast(needed, node.text, levelOf(node))} ${operator} ${atLeast(needed, condition.text, condition.level)}`
      const edit = rewritten('condition-added', node, { text, level: needed, weight: share * condition.weight })
      yield { ...edit, note: `line ${node.span.from.line}: \`${operator} ${short(condition.text)}\` added` }
    }
  }
}

const isTest = (node: SyntaxNode, { roleOf }: EditSite): boolean =>
  roleOf(node) === 'truth' && node.parent?.kind !== 'boolean_operator'

const atLeast = (needed: number, text: string, own: number): string => (own < needed ? `(${text})` : text)
