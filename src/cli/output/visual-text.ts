import type { BlameReport } from '../../report/task-report.ts'
import type { VisualReport } from '../../report/visual-report.ts'
import { renderVisual } from '../../trace/visual.ts'
import type { VisualTraces } from '../command/visual-traces.ts'
import type { Colors } from './colors.ts'
import { counted } from './counted.ts'
import { colorDiff, unifiedDiff } from './diff-text.ts'

export interface VisualFacts {
  /** Names the program in the diff. */
  readonly path: string
  readonly backend: string
  readonly run: string
  readonly traces: VisualTraces
}

const shownBlame = 3
const shownEvidence = 3
const shownTraceLines = 24

/** The report of a visual task as a person reads it. */
export function visualText(report: VisualReport, facts: VisualFacts, colors: Colors): string {
  const sections = [
    header(report, facts, colors),
    traceSection(report, facts, colors),
    blameSection(report, colors),
    mendSection(report, facts, colors),
    colors.dim(`Log: faultline show ${facts.run}`),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header(
  { question, images, answer, answerBefore, runtime }: VisualReport,
  facts: VisualFacts,
  colors: Colors,
): string {
  const { bold, dim, yellow } = colors
  const answers = answerBefore === answer ? yellow(answer ?? '?') : `${answerBefore ?? '?'} → ${yellow(answer ?? '?')}`
  return [
    `${bold(facts.path)} on ${images.join(', ')}  ${dim(`${facts.backend} · ${runtime}`)}`,
    `${bold('Question')}  ${question}`,
    `${bold('Answer')}    ${answers}`,
  ].join('\n')
}

/** What the first program did. */
function traceSection({ before }: VisualReport, { traces }: VisualFacts, { bold, dim }: Colors): string {
  if (traces.before?.trace === undefined) return ''
  const lines = renderVisual(traces.before, before).split('\n')
  const cut = lines.length - shownTraceLines
  const shown = cut > 0 ? [...lines.slice(0, shownTraceLines - 4), `… ${cut} lines more …`, ...lines.slice(-4)] : lines
  return [bold('What it did'), ...shown.map((line) => dim(`  ${clip(line, 118)}`))].join('\n')
}

function blameSection({ critics, blame, probabilityBefore }: VisualReport, colors: Colors): string {
  if (critics.length === 0) return ''
  const { bold, dim, yellow, red, green } = colors
  const paint = { pass: green, fail: red, unsure: yellow }
  const said = critics.map(({ from, verdict }) => `${from} ${paint[verdict](verdict)}`).join(', ')
  const likely = probabilityBefore === undefined ? '' : dim(`  right with ${percent(probabilityBefore)}`)
  const faintest = (blame[0]?.weight ?? 0) * 0.2
  const suspects = blame.slice(0, shownBlame).filter(({ weight }) => weight >= faintest)
  const failed = critics.some(({ verdict }) => verdict === 'fail')
  return [
    `${bold('Critics')}  ${said}${likely}`,
    ...(failed ? suspects.flatMap((one) => suspect(one, colors)) : []),
  ].join('\n')
}

const suspect = ({ line, source, reason, evidence }: BlameReport, { dim, yellow }: Colors): string[] => [
  `  line ${String(line).padEnd(3)} ${yellow(clip(source, 80))}`,
  `           ${reason}`,
  ...[...new Set(evidence)]
    .slice(0, shownEvidence)
    .map((text) => dim(`           ${clip(text.replace(/^entry: /, ''), 110)}`)),
]

function mendSection(report: VisualReport, { path }: VisualFacts, colors: Colors): string {
  const { verdict, note, before, after, rivals, probability, seconds, executions, cachedExecutions, calls, message } =
    report
  const { bold, green, red, yellow, dim } = colors
  const cached = cachedExecutions > 0 ? [`${cachedExecutions} more from the cache`] : []
  const effort = dim(
    [
      `${seconds.toFixed(1)} s`,
      counted(executions, 'execution'),
      ...cached,
      counted(calls, 'call') + ' of the toolset',
    ].join(' · '),
  )
  const likely = probability === undefined ? '' : `, right with ${percent(probability)}`
  if (verdict === 'passed') return `${green('Passed')}: the critics have nothing against it.  ${effort}`
  if (verdict === 'failed')
    return `${red('Failed')}: ${message ?? 'no program was run'}\nThis is no fault of the program.  ${effort}`
  if (verdict === 'not mended') return `${red('Not mended')}: no edit that was tried is believed more.  ${effort}`
  const title = verdict === 'mended' ? green('Mended') : yellow('Improved, but the critics still doubt it')
  return [
    `${title}${note === undefined ? '' : `: ${note}`}${likely}  ${effort}`,
    colorDiff(unifiedDiff(before, after, path).trimEnd(), colors),
    ...(rivals.length > 0
      ? [
          `${yellow('Ambiguous')}: ${counted(rivals.length, 'other mend')} as good with another answer. ${bold('Look at them')} with --json.`,
        ]
      : []),
  ].join('\n\n')
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

const clip = (text: string, width: number): string => {
  const line = text.split('\n')[0] ?? ''
  return line.length > width ? `${line.slice(0, width - 1)}…` : line
}
