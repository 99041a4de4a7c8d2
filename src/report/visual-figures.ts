import { bootstrapInterval } from './bootstrap-interval.ts'
import type { VisualOutcome } from './visual-outcome.ts'
import type { Interval } from './wilson-interval.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** A figure from 0 to 1, or a difference of two. */
export type VisualFigure =
  | 'accuracyBefore'
  | 'accuracyAfter'
  | 'accuracyGain'
  | 'lenientBefore'
  | 'lenientAfter'
  | 'fallback'
  | 'withFallback'
  | 'criticAccuracy'
  | 'criticBalancedAccuracy'
  | 'blameTop1'
  | 'blameTop3'
  | 'refinerSuccess'
  | 'rightToWrong'

/** A figure with its 95 % interval. */
export interface Measured {
  readonly value: number
  readonly interval: Interval
}
type Figures = Partial<Record<VisualFigure, Measured>>

/** Those figures of which there is something to measure; what they mean stands at `VisualSummary`. */
export const visualFigures = (all: readonly VisualOutcome[], seed: number): Figures => ({
  ...shares(all),
  ...differences(all, seed),
})

function shares(all: readonly VisualOutcome[]): Figures {
  const judged = all.filter(({ flagged }) => flagged !== undefined)
  const wrong = all.filter(({ before }) => !before)
  const placed = wrong.flatMap(({ rank }) => (rank === undefined ? [] : [rank ?? Infinity]))
  const asked = all.filter(({ fallback }) => fallback !== undefined)
  return defined({
    accuracyBefore: share(all, ({ before }) => before),
    accuracyAfter: share(all, ({ after }) => after),
    lenientBefore: share(all, ({ lenient }) => lenient.before),
    lenientAfter: share(all, ({ lenient }) => lenient.after),
    fallback: share(asked, ({ fallback }) => fallback?.strict === true),
    withFallback: share(asked, ({ answered, lenient, fallback }) =>
      answered ? lenient.after : fallback?.lenient === true,
    ),
    criticAccuracy: share(judged, isRightlyJudged),
    blameTop1: share(placed, (rank) => rank <= 1),
    blameTop3: share(placed, (rank) => rank <= 3),
    refinerSuccess: share(wrong, ({ after }) => after),
    rightToWrong: share(
      all.filter(({ before }) => before),
      ({ after }) => !after,
    ),
  })
}

function differences(all: readonly VisualOutcome[], seed: number): Figures {
  const groups = groupsOf(all)
  const measure = (figure: (items: readonly VisualOutcome[]) => number | undefined): Measured | undefined => {
    const value = figure(all)
    const interval = value === undefined ? undefined : bootstrapInterval(groups, figure, seed)
    return value === undefined || interval === undefined ? undefined : { value, interval }
  }
  return defined({ accuracyGain: measure(gain), criticBalancedAccuracy: measure(balancedAccuracy) })
}

const defined = (figures: Partial<Record<VisualFigure, Measured | undefined>>): Figures =>
  Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined)) as Figures

function share<Item>(items: readonly Item[], hit: (item: Item) => boolean): Measured | undefined {
  const hits = items.filter(hit).length
  return items.length === 0 ? undefined : { value: hits / items.length, interval: wilsonInterval(hits, items.length) }
}

const isRightlyJudged = ({ flagged, before }: VisualOutcome): boolean => flagged === !before

const gain = (items: readonly VisualOutcome[]): number | undefined =>
  items.length === 0
    ? undefined
    : items.reduce((sum, { before, after }) => sum + Number(after) - Number(before), 0) / items.length

/** Of a set that is all right or all wrong: the share of that one kind. */
function balancedAccuracy(items: readonly VisualOutcome[]): number | undefined {
  const judged = items.filter(({ flagged }) => flagged !== undefined)
  const recalls = [true, false].flatMap((kind) => {
    const own = judged.filter(({ before }) => before === kind)
    return own.length === 0 ? [] : [own.filter(isRightlyJudged).length / own.length]
  })
  return recalls.length === 0 ? undefined : recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length
}

function groupsOf(all: readonly VisualOutcome[]): VisualOutcome[][] {
  const groups = new Map<string, VisualOutcome[]>()
  for (const outcome of all) {
    const group = groups.get(outcome.question)
    if (group === undefined) groups.set(outcome.question, [outcome])
    else group.push(outcome)
  }
  return [...groups.values()]
}
