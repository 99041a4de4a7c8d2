import { spanKey } from '../core/span.ts'
import type { Step, Trace } from '../core/trace.ts'

/** Turns of a loop that were left out because they did nothing that an earlier one had not done. */
export interface Cut {
  readonly kind: 'cut'
  readonly depth: number
  /** The head of the loop: where its `iterate` steps are. */
  readonly at: Step['at']
  readonly firstTurn: number
  readonly lastTurn: number
  readonly steps: number
}

/** Where the tracer itself kept no steps. */
export interface Gap {
  readonly kind: 'gap'
  readonly dropped: number
}

/** What a view shows, in order: thinned or not, with the gap that the tracer left where it stands. */
export const shownItems = (trace: Trace, allTurns: boolean): readonly (Step | Cut | Gap)[] => {
  const { steps, truncated } = trace
  const items = allTurns ? steps : thin(steps)
  if (truncated === undefined) return items
  const at = items.findIndex((item) => item.kind !== 'cut' && item.id > truncated.after)
  const gap: Gap = { kind: 'gap', dropped: truncated.dropped }
  return at < 0 ? [...items, gap] : [...items.slice(0, at), gap, ...items.slice(at)]
}

export const cutText = ({ firstTurn, lastTurn, steps }: Cut): string => {
  const turns = firstTurn === lastTurn ? `turn ${firstTurn}` : `turns ${firstTurn} to ${lastTurn}`
  return `… ${turns} like those before: ${steps} step${steps === 1 ? '' : 's'} left out …`
}

/**
 * The steps with long loops thinned: of each loop remain the first turn, the last, and those that come by a place, an
 * outcome of a condition or an exception that no earlier turn came by. Each run of turns left out leaves a cut.
 */
export const thin = (steps: readonly Step[]): readonly (Step | Cut)[] => {
  const kept: (Step | Cut)[] = []
  thinRange(steps, { from: 0, to: steps.length }, kept)
  return kept
}

interface Range {
  readonly from: number
  readonly to: number
}

const thinRange = (steps: readonly Step[], { from, to }: Range, kept: (Step | Cut)[]): void => {
  let at = from
  while (at < to) {
    const step = steps[at]!
    kept.push(step)
    at += 1
    if (step.kind !== 'iterate') continue
    const turns = turnsFrom(steps, at - 1, to)
    if (turns.length > 2) at = thinLoop(steps, turns, kept)
  }
}

/** The indices of the `iterate` steps of the loop whose first turn in sight is at `start`. */
const turnsFrom = (steps: readonly Step[], start: number, to: number): readonly number[] => {
  const head = steps[start]!
  const turns = [start]
  let next = head.kind === 'iterate' ? head.iteration + 1 : 0
  const key = spanKey(head.at)
  for (let at = start + 1; at < to; at++) {
    const step = steps[at]!
    if (step.depth < head.depth) break
    if (step.depth > head.depth || step.kind !== 'iterate' || spanKey(step.at) !== key) continue
    if (step.iteration !== next) break
    turns.push(at)
    next += 1
  }
  return turns
}

/** Everything but the last turn, whose end is not known. Gives the index after the `iterate` step of the last turn. */
const thinLoop = (steps: readonly Step[], turns: readonly number[], kept: (Step | Cut)[]): number => {
  const seen = new Set<string>()
  let left: Range | undefined
  const close = (): void => {
    if (left) kept.push(cutOf(steps, turns, left))
    left = undefined
  }
  for (let turn = 0; turn + 1 < turns.length; turn++) {
    const range = { from: turns[turn]!, to: turns[turn + 1]! }
    if (!doesSomethingNew(steps, range, seen)) {
      left = { from: left?.from ?? turn, to: turn }
      continue
    }
    close()
    if (turn > 0) kept.push(steps[range.from]!)
    thinRange(steps, { from: range.from + 1, to: range.to }, kept)
  }
  close()
  kept.push(steps[turns.at(-1)!]!)
  return turns.at(-1)! + 1
}

const cutOf = (steps: readonly Step[], turns: readonly number[], { from, to }: Range): Cut => {
  const [first, last] = [steps[turns[from]!]!, steps[turns[to]!]!]
  return {
    kind: 'cut',
    depth: first.depth,
    at: first.at,
    firstTurn: first.kind === 'iterate' ? first.iteration : 0,
    lastTurn: last.kind === 'iterate' ? last.iteration : 0,
    steps: turns[to + 1]! - turns[from]!,
  }
}

const doesSomethingNew = (steps: readonly Step[], { from, to }: Range, seen: Set<string>): boolean => {
  const before = seen.size
  for (let at = from; at < to; at++) {
    const step = steps[at]!
    const outcome = step.kind === 'branch' ? String(step.taken) : step.kind === 'raise' ? step.error : ''
    seen.add(`${step.kind} ${spanKey(step.at)} ${outcome}`)
  }
  return seen.size > before
}
