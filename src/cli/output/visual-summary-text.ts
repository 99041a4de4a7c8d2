import type { RunSummary } from '../../report/summarize.ts'
import type { VisualSummary } from '../../report/visual-summary.ts'
import type { Colors } from './colors.ts'
import { counted } from './counted.ts'
import { durationText } from './progress-line.ts'
import { wrapped } from './wrapped.ts'

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
  ['accuracyGain', '  gain'],
  ['lenientBefore', 'right as they came, by the published scorer'],
  ['lenientAfter', 'right in the end, by the published scorer'],
  ['fallback', 'a plain vision-language model alone'],
  ['withFallback', 'with its answers where a program gives none (as published)'],
  ['criticAccuracy', 'verdicts of the critics that are right'],
  ['criticBalancedAccuracy', '  balanced over right and wrong programs'],
  ['blameTop1', 'faults at the first place that is blamed'],
  ['blameTop3', '  among the first three'],
  ['refinerSuccess', 'wrong programs that were mended'],
  ['rightToWrong', 'right programs that were broken'],
] as const

/** The figures of a visual run as a person reads them. */
export function visualSummaryText(
  name: string,
  figures: VisualSummary,
  { seconds, run, summary, colors }: Facts,
): string {
  const { bold, dim } = colors
  const end = dim(wrapped(`${costText(figures)} in ${durationText(seconds)} · log: faultline show ${run}`))
  return `${[
    ...ungradedLines(summary, colors),
    ...(figures.n === 0
      ? [bold(`${name}: no program was graded`)]
      : [
          bold(`${name}: ${counted(figures.n, 'program')}, seed ${figures.seed}`) +
            dim('  (in brackets: 95 % intervals)'),
          ...shareLines(figures),
          ...confusionLines(figures),
          ...causeLines(figures),
          ...changeLines(figures),
        ]),
    end,
  ].join('\n')}\n`
}

const most = 10

/** Tasks without a grade, those of one reason together. */
function ungradedLines({ tasks }: RunSummary, { dim, red }: Colors): string[] {
  const failed = tasks.filter(({ verdict }) => verdict === 'failed' || verdict === 'undecided')
  const byReason = new Map<string, string[]>()
  for (const { id, message } of failed) {
    const reason = message.split('\n')[0] ?? ''
    byReason.set(reason, [...(byReason.get(reason) ?? []), id])
  }
  const lines = [...byReason].slice(0, most).map(([reason, ids]) => {
    const named = ids.slice(0, 3).join(', ')
    const who = ids.length > 3 ? `${ids.length} tasks (${named}, …)` : named
    return wrapped(`${red('no grade')}  ${who}: ${reason}`, { indent: 10 })
  })
  const more = byReason.size - lines.length
  return more > 0 ? [...lines, dim(`… and ${more} more reasons: see --json`)] : lines
}

/** Figures of the published scorer are told only where they are others. */
function shareLines(figures: VisualSummary): string[] {
  const same =
    figures.lenientBefore === figures.accuracyBefore &&
    figures.lenientAfter === figures.accuracyAfter &&
    figures.fallback === undefined
  const shown = rows.filter(([key]) => figures[key] !== undefined && !(same && key.startsWith('lenient')))
  const width = Math.max(...shown.map(([, text]) => text.length))
  return shown.map(([key, text]) => `  ${text.padEnd(width)}  ${shareText(figures[key]!, figures.intervals[key])}`)
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
        `  of the wrong programs ${confusion[0][0]} were doubted, ${confusion[0][1]} not; of the right ones ${confusion[1][0]} were doubted, ${confusion[1][1]} not`,
      ]

const causes: Readonly<Record<string, string>> = {
  'program error': 'wrong by the program',
  'vision error': 'wrong by what was seen',
  ambiguous: 'wrong, by which of both is not known',
}

const causeLines = ({ breakdown }: VisualSummary): string[] => {
  const told = Object.entries(breakdown).filter(([, count]) => count > 0)
  return told.length === 0
    ? []
    : [`  in the end: ${told.map(([cause, count]) => `${count} ${causes[cause] ?? cause}`).join(', ')}`]
}

/** Where no program was changed there is nothing to test. */
const changeLines = ({ mcnemar: { better, worse, p } }: VisualSummary): string[] =>
  better + worse === 0
    ? []
    : [`  ${better} became right, ${worse} became wrong: p = ${p.toPrecision(2)} that this is chance (McNemar)`]

const costText = ({ cost }: VisualSummary): string =>
  [
    counted(cost.executions, 'execution'),
    `${cost.cachedExecutions} more from the cache`,
    ...(cost.modelCalls > 0 ? [counted(cost.modelCalls, 'model call'), `${cost.tokens} tokens`] : []),
    ...(cost.costUsd > 0 ? [`$${cost.costUsd.toFixed(4)}`] : []),
  ].join(', ')
