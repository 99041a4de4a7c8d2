import type { RunSummary } from '../../report/summarize.ts'
import type { VisualSummary } from '../../report/visual-summary.ts'
import type { Colors } from './colors.ts'
import { counted } from './counted.ts'
import { durationText } from './progress-line.ts'

interface Facts {
  readonly seconds: number
  readonly run: string
  readonly summary: RunSummary
  readonly colors: Colors
}

/** What each figure means, in the order in which they are told. */
const rows = [
  ['accuracyBefore', 'right as they came'],
  ['accuracyAfter', 'right in the end'],
  ['accuracyGain', 'gain'],
  ['lenientBefore', 'right as they came, by the published scorer'],
  ['lenientAfter', 'right in the end, by the published scorer'],
  ['fallback', 'a plain vision-language model alone'],
  ['withFallback', 'with its answers where a program gives none (as published)'],
  ['criticAccuracy', 'critics: verdicts that are right'],
  ['criticBalancedAccuracy', 'critics: balanced over right and wrong programs'],
  ['blameTop1', 'faults in the first place that is blamed'],
  ['blameTop3', 'faults in the first three'],
  ['refinerSuccess', 'wrong programs that were mended'],
  ['rightToWrong', 'right programs that were broken'],
] as const

/** The figures of a visual run as a person reads them. */
export function visualSummaryText(
  name: string,
  figures: VisualSummary,
  { seconds, run, summary, colors }: Facts,
): string {
  const { bold, dim, red } = colors
  const shown = rows.filter(([key]) => figures[key] !== undefined)
  const width = Math.max(...shown.map(([, text]) => text.length))
  const failed = summary.tasks.filter(({ verdict }) => verdict === 'failed' || verdict === 'undecided')
  return `${[
    ...failed.slice(0, 10).map(({ id, message }) => `  ${id}  ${red('no grade')}  ${message.split('\n')[0]}`),
    ...(failed.length > 10 ? [dim(`  … and ${failed.length - 10} more without a grade`)] : []),
    bold(`${name}: ${counted(figures.n, 'program')}, seed ${figures.seed}`) + dim('  (in brackets: 95 % intervals)'),
    ...shown.map(([key, text]) => `  ${text.padEnd(width)}  ${shareText(figures[key]!, figures.intervals[key])}`),
    ...confusionLines(figures),
    ...causeLines(figures),
    `  McNemar: ${figures.mcnemar.better} better, ${figures.mcnemar.worse} worse, p = ${figures.mcnemar.p.toPrecision(2)}`,
    dim(`${costText(figures)} in ${durationText(seconds)} · log: faultline show ${run}`),
  ].join('\n')}\n`
}

const shareText = (share: number, interval: readonly [number, number] | undefined): string => {
  const [low, high] = interval ?? [share, share]
  return `${percent(share)}  [${percent(low)}, ${percent(high)}]`
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7)

const confusionLines = ({ confusion }: VisualSummary): string[] =>
  confusion === undefined
    ? []
    : [
        `  wrong programs: ${confusion[0][0]} flagged, ${confusion[0][1]} passed; right ones: ${confusion[1][0]} flagged, ${confusion[1][1]} passed`,
      ]

const causeLines = ({ breakdown }: VisualSummary): string[] => {
  const told = Object.entries(breakdown).filter(([, count]) => count > 0)
  return told.length === 0 ? [] : [`  in the end: ${told.map(([cause, count]) => `${count} ${cause}`).join(', ')}`]
}

const costText = ({ cost }: VisualSummary): string =>
  [
    counted(cost.executions, 'execution'),
    `${cost.cachedExecutions} more from the cache`,
    ...(cost.modelCalls > 0 ? [counted(cost.modelCalls, 'model call'), `${cost.tokens} tokens`] : []),
    ...(cost.costUsd > 0 ? [`$${cost.costUsd.toFixed(4)}`] : []),
  ].join(', ')
