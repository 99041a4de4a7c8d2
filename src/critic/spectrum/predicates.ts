import { spanContains, spanKey } from '../../core/span.ts'
import type { Span } from '../../core/span.ts'
import type { Changed, Step, Trace, ValueView } from '../../core/trace.ts'
import { nodesWithSpan } from '../../syntax/python.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import { parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { quotedAt } from './quoted.ts'
import { numberOf, relationOf, valueClasses } from './value-class.ts'

/** Something that was true at a place at least once in a run. */
export interface Predicate {
  readonly span: Span
  /** For people: `` `lo <= hi` came out True ``. */
  readonly text: string
  /** The question that it answers, shared by all its answers: a run that never came by answers none. */
  readonly question: string
  /** The step at which it was first true, and how often it was. */
  readonly first: Step
  readonly times: number
}

/** The variables of one activation, and the last value of each expression in it. */
interface Frame {
  readonly names: Map<string, ValueView>
  readonly values: Map<string, ValueView>
  /** What the statement under way will have changed: its step comes first, its expressions still see the old values. */
  pending: { readonly at: Span; readonly changed: Changed } | undefined
}

/** Variables that a changed number is compared with; more would say little and cost much. */
const MAX_PARTNERS = 6

/**
 * All predicates that hold in a run: branch directions, classes of values, relations between compared operands, of a
 * changed number with what it was and with other numbers around it. Keys are equal over runs of one program.
 */
export const predicatesOf = (tree: SyntaxTree, { steps }: Trace): ReadonlyMap<string, Predicate> => {
  const found = new Map<string, Predicate & { times: number }>()
  const frames: Frame[] = []
  const sites = siteTable(tree)
  const hold = (step: Step, question: string, answer: string, text: string): void => {
    const key = `${question} ${answer}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { span: step.at, text, question, first: step, times: 1 })
    else known.times++
  }
  for (const step of steps) {
    if (step.kind === 'call') frames[step.depth] = newFrame()
    const frame = (frames[step.depth] ??= newFrame())
    settle(frame, step)
    const site = sites(step.at)
    if (step.kind === 'branch') {
      const answer = step.taken ? 'True' : 'False'
      hold(step, `${site.key} branch`, answer, `${site.quoted} came out ${answer}`)
    }
    if (step.kind === 'value' || step.kind === 'return' || step.kind === 'yield') {
      frame.values.set(site.key, step.value)
      const what = step.kind === 'value' ? `${site.quoted} was` : `${step.kind} gave`
      for (const answer of valueClasses(step.value)) hold(step, `${site.key} ${step.kind}`, answer, `${what} ${answer}`)
    }
    if (step.kind === 'branch' || step.kind === 'value') comparison(step, site, frame, hold)
    if ('changed' in step) changes(step, site, frame, hold)
  }
  return found
}

const newFrame = (): Frame => ({ names: new Map(), values: new Map(), pending: undefined })

const settle = (frame: Frame, { at }: Step): void => {
  if (frame.pending === undefined || (frame.pending.at !== at && spanContains(frame.pending.at, at))) return
  for (const [name, view] of Object.entries(frame.pending.changed)) frame.names.set(name, view)
  frame.pending = undefined
}

type Hold = (step: Step, question: string, answer: string, text: string) => void

const comparison = (step: Step, { key, operands }: Site, { names, values }: Frame, hold: Hold): void => {
  if (operands === undefined) return
  const [left, right] = operands.map((node) =>
    node.kind === 'identifier' ? names.get(node.text) : (literal(node) ?? values.get(spanKey(node.span))),
  )
  const relation = left && right && relationOf(left, right)
  if (relation !== undefined)
    hold(step, `${key} operands`, relation, `\`${operands[0]!.text}\` was ${relation} \`${operands[1]!.text}\``)
}

const changes = (step: Step & { readonly changed: Changed }, { key }: Site, frame: Frame, hold: Hold): void => {
  const { names } = frame
  if (step.kind !== 'call') frame.pending = { at: step.at, changed: step.changed }
  else for (const [name, view] of Object.entries(step.changed)) names.set(name, view)
  const changed = Object.entries(step.changed)
  for (const [name, view] of changed) {
    for (const answer of valueClasses(view)) hold(step, `${key} set ${name}`, answer, `\`${name}\` was ${answer}`)
    const before = names.get(name)
    const relation = before && relationOf(view, before)
    if (relation !== undefined && relation !== 'different from')
      hold(step, `${key} turn ${name}`, relation, `\`${name}\` became ${relation} what it was`)
  }
  for (const [name, view] of changed) {
    if (numberOf(view) === undefined) continue
    let partners = 0
    for (const [other, before] of names) {
      const its = step.changed[other] ?? before
      if (other === name || numberOf(its) === undefined || partners++ >= MAX_PARTNERS) continue
      const relation = relationOf(view, its)!
      hold(step, `${key} ${name} to ${other}`, relation, `\`${name}\` was ${relation} \`${other}\``)
    }
  }
}

interface Site {
  readonly key: string
  readonly quoted: string
  /** The two sides of a plain comparison. */
  readonly operands: readonly SyntaxNode[] | undefined
}

/** By object: a trace repeats the same few places. */
const siteTable = (tree: SyntaxTree): ((span: Span) => Site) => {
  const sites = new Map<Span, Site>()
  return (span) => {
    const known = sites.get(span)
    if (known !== undefined) return known
    const nodes = nodesWithSpan(tree, span)
    const compared = nodes.find(({ kind }) => kind === 'comparison_operator')
    const sides = compared === undefined ? [] : parts(compared)
    const site = {
      key: spanKey(span),
      quoted: quotedAt(tree, span),
      operands: sides.length === 2 ? sides : undefined,
    }
    sites.set(span, site)
    return site
  }
}

const literal = ({ kind, text }: SyntaxNode): ValueView | undefined => {
  if (kind === 'integer') return { type: 'int', text }
  if (kind === 'float') return { type: 'float', text }
  return kind === 'none' ? { type: 'NoneType', text: 'None' } : undefined
}
