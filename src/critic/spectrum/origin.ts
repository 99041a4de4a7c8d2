import type { Step } from '../../core/trace.ts'
import type { DependenceGraph } from '../../syntax/dependence.ts'
import { dependenceGraph } from '../../syntax/dependence.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { evidenceOf } from './contrast.ts'
import type { Contrast, Run, Signal } from './contrast.ts'
import { answers } from './flow.ts'
import { answerDifference } from './wrong-parts.ts'

const MAX_RUNS = 8
const MAX_PARTS = 3

/**
 * Where the wrong part of an answer came into being. From the answer back along the dependences, as long as the part can
 * still be seen in what a unit received: the first unit that gives it without having received it made it.
 */
export const originSignals = ({ table, failing }: Contrast): readonly Signal[] => {
  const wrong = failing
    .filter(({ check }) => check.actual !== undefined && check.expected !== undefined)
    .slice(0, MAX_RUNS)
  return wrong.flatMap((run) => {
    const { actual, expected, checkId } = run.check
    const parts = answerDifference(actual!, expected!).wrong.slice(0, MAX_PARTS)
    const graph = dependenceGraph(table, run.trace)
    const given = givenValues(graph, run)
    return parts.flatMap((part): Signal[] => {
      const origin = originOf(graph, given, run, part)
      if (origin === undefined) return []
      const { unit, step } = origin
      const strength = 1 / failing.length / parts.length
      const evidence = [evidenceOf(run.check, step)]
      const made: Signal = {
        kind: 'origin',
        unit,
        span: step.at,
        strength,
        reason: `made the wrong ${part} of ${checkId}`,
        evidence,
      }
      const deciders = table.decidersOf(unit).map((decider): Signal => ({
        kind: 'origin',
        unit: decider,
        strength: strength / 2,
        reason: `let line ${unit.span.from.line} make the wrong ${part} of ${checkId}`,
        evidence,
      }))
      return [made, ...deciders]
    })
  })
}

/** The steps of each instance that show a value which it gave: to a variable, or to its caller. */
const givenValues = (graph: DependenceGraph, { trace }: Run): ReadonlyMap<number, readonly Step[]> => {
  const given = new Map<number, Step[]>()
  for (const step of trace.steps) {
    if (step.kind === 'value' || step.kind === 'branch' || step.kind === 'raise') continue
    const index = graph.instanceAt(step.id)
    if (index === undefined) continue
    const known = given.get(index)
    if (known === undefined) given.set(index, [step])
    else known.push(step)
  }
  return given
}

interface Origin {
  readonly unit: SyntaxNode
  readonly step: Step
}

const originOf = (
  graph: DependenceGraph,
  given: ReadonlyMap<number, readonly Step[]>,
  { trace }: Run,
  part: string,
): Origin | undefined => {
  const shows = showing(part)
  const gives = (index: number): Step | undefined => given.get(index)?.findLast(shows)
  const answer = answers(trace.steps).findLast(shows)
  let at = answer && graph.instanceAt(answer.id)
  let step = answer
  while (at !== undefined && step !== undefined) {
    const { inputs, results, caller, unit } = graph.instances[at]!
    const sources: readonly number[] = [...results, ...inputs, ...(caller === undefined ? [] : [caller])]
    const source = sources
      .filter((each) => each < at! && gives(each) !== undefined)
      .reduce<number | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined)
    if (source === undefined) return { unit, step }
    at = source
    step = gives(source)
  }
  return undefined
}

/** True for a step whose value, or one of whose changed names, shows the part as a whole or as one of its elements. */
const showing = (part: string): ((step: Step) => boolean) => {
  const escaped = part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  const pattern = new RegExp(String.raw`(?<![\w.'"-])${escaped}(?![\w.'"])`)
  const seen = ({ text }: { readonly text: string }): boolean => text === part || pattern.test(text)
  return (step) => {
    if (step.kind === 'return' || step.kind === 'yield') return seen(step.value)
    return 'changed' in step && Object.values(step.changed).some(seen)
  }
}
