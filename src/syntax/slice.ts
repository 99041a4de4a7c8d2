import type { DependenceGraph } from './dependence.ts'
import type { SyntaxNode } from './syntax-node.ts'

/** A unit that had an influence on what was asked about. */
export interface SlicePart {
  readonly unit: SyntaxNode
  /** Dependences between it and the criterion, on the shortest way; 0 is the criterion itself. */
  readonly distance: number
  /** The last step of its instance that is nearest to the criterion. */
  readonly stepId: number
}

/**
 * The units whose runs had an influence, by data or by control, on the given steps; nearest first. The way out of a
 * function into its caller leads to what the call was given, not to what other calls of the same statement returned.
 */
export const backwardSlice = (graph: DependenceGraph, stepIds: readonly number[]): readonly SlicePart[] => {
  const parts = new Map<SyntaxNode, SlicePart>()
  const seenWhole = new Set<number>()
  const seenInputs = new Set<number>()
  const queue: Visit[] = stepIds.flatMap((id) => {
    const index = graph.instanceAt(id)
    return index === undefined ? [] : [{ index, whole: true, distance: 0 }]
  })
  for (let at = 0; at < queue.length; at++) {
    const { index, whole, distance } = queue[at]!
    const instance = graph.instances[index]!
    if (whole ? seenWhole.has(index) : seenInputs.has(index) || seenWhole.has(index)) continue
    ;(whole ? seenWhole : seenInputs).add(index)
    if (!parts.has(instance.unit)) parts.set(instance.unit, { unit: instance.unit, distance, stepId: instance.last })
    const next = (each: number, wholly: boolean): void =>
      void queue.push({ index: each, whole: wholly, distance: distance + 1 })
    if (whole) for (const each of instance.results) next(each, true)
    for (const each of instance.inputs) next(each, true)
    if (instance.caller !== undefined) next(instance.caller, false)
  }
  return [...parts.values()]
}

interface Visit {
  readonly index: number
  readonly whole: boolean
  readonly distance: number
}
