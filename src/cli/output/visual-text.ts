import type { BlameReport } from '../../report/task-report.ts'
import type { VisualReport } from '../../report/visual-report.ts'
import { renderVisual } from '../../trace/visual.ts'
import type { VisualTraces } from '../command/visual-traces.ts'
import type { Colors } from './colors.ts'
import { mendSection } from './visual-mend-text.ts'
import { wrapped } from './wrapped.ts'

export interface VisualFacts {
  /** Names the program in the diff. */
  readonly path: string
  /** Who looked at the images, where that is known. */
  readonly backend?: string
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
    criticsSection(report, colors),
    mendSection(report, facts.path, colors),
    colors.dim(`Log: faultline show ${facts.run}`),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header(report: VisualReport, { path, backend }: VisualFacts, { bold, dim, yellow, red }: Colors): string {
  const { question, images, answer, answerBefore, ended, endedBefore, runtime, attempts } = report
  const say = (text: string | undefined, end: string | undefined): string =>
    text === undefined ? red(`none: it ${end ?? 'was not run'}`) : yellow(text)
  const [old, now] = [say(answerBefore, endedBefore), say(answer, ended)]
  const by = [backend, runtime].filter((name) => name !== undefined && name !== '').join(' · ')
  return [
    `${bold(path)} on ${images.join(', ')}${by === '' ? '' : `  ${dim(by)}`}`,
    wrapped(`${bold('Question')}  ${question}`, { indent: 10 }),
    ...(attempts === 0 ? [] : [`${bold('Answer')}    ${old === now ? now : `${old} → ${now}`}`]),
  ].join('\n')
}

/** What the first program did. */
function traceSection({ before }: VisualReport, { traces }: VisualFacts, { bold, dim }: Colors): string {
  const text = traces.before?.trace === undefined ? '' : renderVisual(traces.before, before).trimEnd()
  if (text === '') return ''
  const lines = text.split('\n')
  const cut = lines.length - shownTraceLines
  const shown = cut > 0 ? [...lines.slice(0, shownTraceLines - 4), `… ${cut} lines more …`, ...lines.slice(-4)] : lines
  const legend = dim('  line, then what it did; p0, p1, … are patches: left,lower,right,upper')
  return [bold('What it did') + legend, ...shown.map((line) => dim(`  ${clip(line, 98)}`))].join('\n')
}

function criticsSection(report: VisualReport, colors: Colors): string {
  const { critics, probabilityBefore } = report
  if (critics.length === 0) return ''
  const { bold, dim, yellow, red, green } = colors
  const paint = { pass: green, fail: red, unsure: yellow }
  const said = critics.map(({ from, verdict }) => `${from} ${paint[verdict](verdict)}`).join(', ')
  const likely = probabilityBefore === undefined ? '' : dim(`  (right: ${percent(probabilityBefore)} likely)`)
  const failing = critics.filter(({ verdict }) => verdict === 'fail')
  const suspects = failing.length > 0 ? suspectsOf(report) : []
  const words = suspects.length > 0 ? [] : failing.map(({ message }) => wrapped(`  ${message}`, { indent: 2 }))
  return [`${bold('Critics')}  ${said}${likely}`, ...suspects.flatMap((one) => suspect(one, colors)), ...words].join(
    '\n',
  )
}

/** What two critics say of one place is told once where they say the same; what is faint beside the first is noise. */
const suspectsOf = ({ blame }: VisualReport): readonly BlameReport[] => {
  const faintest = (blame[0]?.weight ?? 0) * 0.2
  const said = new Set<string>()
  return blame
    .filter(({ line, source, reason, weight }) => {
      const key = `${line} ${source} ${reason}`
      const isNew = !said.has(key) && weight >= faintest
      said.add(key)
      return isNew
    })
    .slice(0, shownBlame)
}

const suspect = ({ line, source, reason, evidence }: BlameReport, { dim, yellow }: Colors): string[] => [
  `  line ${String(line).padEnd(3)} ${yellow(clip(source, 80))}`,
  wrapped(`           ${reason}`, { indent: 11 }),
  ...[...new Set(evidence)]
    .slice(0, shownEvidence)
    .map((text) => dim(`           ${clip(text.replace(/^(entry|call): /, ''), 88)}`)),
]

const percent = (share: number): string => `${Math.round(100 * share)} %`

const clip = (text: string, width: number): string => {
  const line = text.split('\n')[0] ?? ''
  return line.length > width ? `${line.slice(0, width - 1)}…` : line
}
