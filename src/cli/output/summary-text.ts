import type { RunSummary, TaskSummary } from '../../report/summarize.ts'
import type { Colors } from './colors.ts'
import { counted } from './counted.ts'
import { durationText } from './progress-line.ts'

export interface SummaryFacts {
  readonly seconds?: number
  readonly run: string
  /** Where the results of the samples were written. */
  readonly results?: string
  readonly colors: Colors
}

/** The summary of a run as a person reads it: what is not solved, task by task, then the numbers. */
export function summaryText(
  name: string,
  summary: RunSummary,
  { seconds, run, results, colors }: SummaryFacts,
): string {
  const { bold, dim } = colors
  const width = Math.max(4, ...summary.tasks.map(({ id }) => id.length))
  const lines = summary.tasks
    .filter(({ verdict }) => verdict !== 'solved' || summary.of <= 60)
    .map((task) => taskLine(task, width, colors))
  return `${[
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    bold(`${name}: ${summary.solved} of ${summary.of} solved`) + notSolved(summary),
    ...passLines(summary),
    ...(summary.blameTop1 === undefined
      ? []
      : [`fault among the first blamed place in ${summary.blameTop1}, among the first five in ${summary.blameTop5}`]),
    dim(
      `${counted(summary.executions, 'execution')}${seconds === undefined ? '' : ` in ${durationText(seconds)}`} · log: faultline show ${run}`,
    ),
    ...(results === undefined ? [] : [dim(`results: ${results}`)]),
  ].join('\n')}\n`
}

function taskLine({ id, verdict, message, blameRank, seconds }: TaskSummary, width: number, colors: Colors): string {
  const paint = verdict === 'solved' ? colors.green : verdict === 'seems' ? colors.yellow : colors.red
  const blame = blameRank === undefined ? '' : `blame ${blameRank}`
  const said = verdict === 'solved' ? '' : (message.split('\n')[0] ?? '')
  return `  ${id.padEnd(width)}  ${paint(verdict.padEnd(9))} ${`${seconds.toFixed(1)} s`.padStart(7)}  ${blame.padEnd(9)} ${said}`.trimEnd()
}

function notSolved({ seems, unshown, undecided, failed }: RunSummary): string {
  const parts = [
    ...(seems > 0 ? [`${seems} only seem so (they fail hidden tests${told(unshown)})`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
    ...(failed > 0 ? [`${failed} failed in the engine`] : []),
  ]
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`
}

const told = (unshown: number): string => (unshown > 0 ? `; in ${unshown} no visible check shows the fault` : '')

const passLines = ({ passAtK }: RunSummary): string[] => {
  const scores = Object.entries(passAtK)
  return scores.length === 0 ? [] : [scores.map(([k, score]) => `${k} ${(100 * score).toFixed(1)} %`).join('  ')]
}
