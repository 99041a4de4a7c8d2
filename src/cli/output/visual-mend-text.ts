import type { VisualReport } from '../../report/visual-report.ts'
import type { Colors } from './colors.ts'
import { counted } from './counted.ts'
import { colorDiff, unifiedDiff } from './diff-text.ts'
import { wrapped } from './wrapped.ts'

/** What became of a visual program: the verdict, the change, and what it cost. */
export function mendSection(report: VisualReport, path: string, colors: Colors): string {
  const { before, after, rivals } = report
  const { dim, bold, yellow } = colors
  const isChanged = before !== after && report.verdict !== 'failed'
  const others =
    rivals.length === 0
      ? []
      : [
          `${yellow('Ambiguous')}: ${counted(rivals.length, 'other mend')} as good with another answer. ${bold('See them')} with --json.`,
        ]
  return [
    `${verdictText(report, colors)}\n${dim(effortOf(report))}`,
    ...(isChanged ? [colorDiff(unifiedDiff(before, after, path).trimEnd(), colors)] : []),
    ...others,
  ].join('\n\n')
}

function verdictText(report: VisualReport, { green, red, yellow }: Colors): string {
  const { verdict, critics, note, message, attempts } = report
  switch (verdict) {
    case 'passed':
      return critics.length === 0
        ? `${yellow('Not judged')}: no critic was asked.`
        : `${green('Passed')}: no critic has anything against it.`
    case 'failed':
      return wrapped(
        `${red('Failed')}: ${message ?? 'no program was run'}${attempts > 0 ? '. This is no fault of the program.' : ''}`,
      )
    case 'not mended':
      return `${red('Not mended')}: nothing was found that is believed more.`
    case 'mended':
    case 'improved': {
      const title = verdict === 'mended' ? green('Mended') : yellow('Improved, but the critics still doubt it')
      return wrapped(`${title}${note === undefined ? '' : `: ${note}`}${likelihood(report)}`, { indent: 2 })
    }
  }
}

const likelihood = ({ probability }: VisualReport): string =>
  probability === undefined ? '' : ` (right: ${Math.round(100 * probability)} % likely)`

const effortOf = ({ seconds, executions, cachedExecutions, calls }: VisualReport): string =>
  [
    `${seconds.toFixed(1)} s`,
    counted(executions, 'execution'),
    ...(cachedExecutions > 0 ? [`${cachedExecutions} more from the cache`] : []),
    `${counted(calls, 'call')} by the first program`,
  ].join(' · ')
