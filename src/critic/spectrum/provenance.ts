import type { Step, Trace } from '../../core/trace.ts'
import type { DependenceGraph } from '../../syntax/dependence.ts'
import { nodesWithSpan } from '../../syntax/python.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import type { UnitTable } from '../../syntax/unit-table.ts'

/** Where a part of an answer came into being. */
export interface Origin {
  readonly unit: SyntaxNode
  readonly step: Step
}

/** Finds origins in one run. */
export type Provenance = (part: string, answers: readonly Step[]) => Origin | undefined

/**
 * Follows a part of an answer back along the dependences for as long as it can be seen in what a unit received. A unit
 * that computed it (an operator, a call of what is not the program's, a literal) made it; so did one that gives it
 * without having received it.
 */
export const provenance = (table: UnitTable, graph: DependenceGraph, trace: Trace): Provenance => {
  const steps = stepsByInstance(graph, trace)
  return (part, answers) => {
    const shows = showing(part)
    const given = (index: number): Step | undefined => steps.get(index)?.findLast((step) => gives(step) && shows(step))
    const computes = (index: number): boolean => steps.get(index)!.some((step) => isComputed(table, step, part))
    const seen = new Set<number>()
    const latest = (sources: readonly (number | undefined)[]): number | undefined => {
      const showing = sources.filter((each) => each !== undefined && !seen.has(each) && given(each) !== undefined)
      return showing.length === 0 ? undefined : Math.max(...(showing as number[]))
    }
    const answer = answers.findLast(shows)
    let at = answer && graph.instanceAt(answer.id)
    let step = answer
    while (at !== undefined && step !== undefined) {
      seen.add(at)
      const { inputs, results, caller, unit } = graph.instances[at]!
      const source = latest(results) ?? (computes(at) ? undefined : (latest(inputs) ?? latest([caller])))
      if (source === undefined) return { unit, step }
      at = source
      step = given(source)
    }
    return undefined
  }
}

const stepsByInstance = (graph: DependenceGraph, { steps }: Trace): ReadonlyMap<number, readonly Step[]> => {
  const byInstance = new Map<number, Step[]>()
  for (const step of steps) {
    const index = graph.instanceAt(step.id)
    if (index === undefined) continue
    const known = byInstance.get(index)
    if (known === undefined) byInstance.set(index, [step])
    else known.push(step)
  }
  return byInstance
}

/** It shows a value that its unit gave to a variable or to its caller. */
const gives = ({ kind }: Step): boolean => kind !== 'value' && kind !== 'branch' && kind !== 'raise'

/** True for a step whose value, or one of whose changed names, shows the part as a whole or as one of its elements. */
const showing = (part: string): ((step: Step) => boolean) => {
  const escaped = part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  const pattern = new RegExp(String.raw`(?<![\w.'"-])${escaped}(?![\w.'"])`)
  const seen = ({ text }: { readonly text: string }): boolean => text === part || pattern.test(text)
  return (step) => {
    if ('value' in step) return seen(step.value)
    return 'changed' in step && Object.values(step.changed).some(seen)
  }
}

const handing = new Set([
  'subscript',
  'attribute',
  'identifier',
  'parenthesized_expression',
  'await',
  'named_expression',
])

/** The value of an expression that does more than hand a value on. */
const isComputed = (table: UnitTable, step: Step, part: string): boolean =>
  step.kind === 'value' &&
  step.value.text === part &&
  !nodesWithSpan(table.tree, step.at).some(({ kind }) => handing.has(kind))
