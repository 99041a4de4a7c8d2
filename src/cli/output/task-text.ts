import type { BlameReport, CheckReport, TaskReport } from '../../report/task-report.ts'
import type { Colors } from './colors.ts'
import { counted } from './counted.ts'
import { colorDiff, unifiedDiff } from './diff-text.ts'
import { failureText } from './outcome-text.ts'

const shownChecks = 12
const shownBlame = 3
const shownEvidence = 3
/** Suspects with less than this share of the first one's weight are noise to a reader. */
const faintShare = 0.2

/** The report of a task as a person reads it. `path` names the program in the diff. */
export function taskText(report: TaskReport, path: string, colors: Colors): string {
  const sections = [
    header(report, path, colors),
    checksSection(report, colors),
    report.rejected ? rejectedSection(report.rejected, { report, path, colors }) : blameSection(report, colors),
    mendSection(report, path, colors),
    gradeSection(report, colors),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function header({ checks, runtime, integrity }: TaskReport, path: string, { bold, dim }: Colors): string {
  const forged = integrity === 'in-process' ? ' (a check needs a live object: its verdict could be forged)' : ''
  return `${bold(path)}  ${dim(`${counted(checks.length, 'check')} · ${runtime} · integrity ${integrity}${forged}`)}`
}

function checksSection({ checks, verdict }: TaskReport, colors: Colors): string {
  if (checks.length === 0) return ''
  const failing = checks.filter(({ before }) => before !== 'pass')
  const shown = [...failing, ...checks.filter(({ before }) => before === 'pass')].slice(0, shownChecks)
  const ordered = checks.filter((check) => shown.includes(check))
  const width = Math.min(40, Math.max(6, ...ordered.map(({ id }) => id.length)))
  const lines = ordered.map((check) => checkLine(check, width, colors))
  const cut = checks.length - ordered.length
  const title = verdict === 'mended' ? 'Checks, before → after' : 'Checks'
  return [colors.bold(title), ...lines, ...(cut > 0 ? [colors.dim(`  … and ${cut} more`)] : [])].join('\n')
}

function checkLine({ id, before, after, message }: CheckReport, width: number, colors: Colors): string {
  const marks = after === undefined ? mark(before, colors) : `${mark(before, colors)} → ${mark(after, colors)}`
  const said = before !== 'pass' && message !== undefined ? `  ${firstLine(message)}` : ''
  return `  ${marks}  ${clip(id, width).padEnd(width)}${said}`.trimEnd()
}

const mark = (verdict: string, { green, red, yellow }: Colors): string =>
  verdict === 'pass' ? green('✓') : verdict === 'fail' ? red('✗') : yellow(verdict === 'skip' ? '–' : '?')

function blameSection({ blame, critic }: TaskReport, { bold, dim, yellow }: Colors): string {
  const faintest = (blame[0]?.weight ?? 0) * faintShare
  const suspects = blame.slice(0, shownBlame).filter(({ weight }) => weight >= faintest)
  if (suspects.length === 0) return ''
  const lines = suspects.flatMap(({ line, source, weight, reason, evidence }: BlameReport) => [
    `  line ${String(line).padEnd(3)} ${yellow(clip(source, 70))}  ${dim(`weight ${weight.toFixed(2)}`)}`,
    ...reason.split('; ').map((part) => `           ${part}`),
    ...[...new Set(evidence)].slice(0, shownEvidence).map((text) => dim(`           ${clip(text, 110)}`)),
  ])
  return [`${bold('Blame')}${critic === undefined ? '' : dim(` by ${critic}`)}`, ...lines].join('\n')
}

/** In the place of the blame: where a program could not be read there is nothing more to say of its fault. */
const rejectedSection = (
  rejected: NonNullable<TaskReport['rejected']>,
  { report, path, colors }: { readonly report: TaskReport; readonly path: string; readonly colors: Colors },
): string => `${colors.bold('It cannot run')}\n${failureText(rejected, report.before, { path, colors }).trimEnd()}`

function mendSection(report: TaskReport, path: string, colors: Colors): string {
  const { verdict, note, before, after, rivals, seconds, executions, cachedExecutions, message } = report
  const { bold, green, red, yellow, dim } = colors
  const cached = cachedExecutions > 0 ? [`${cachedExecutions} more from the cache`] : []
  const spent = [`${seconds.toFixed(1)} s`, counted(executions, 'execution'), ...cached]
  const effort = dim(`(${spent.join(', ')})`)
  if (verdict === 'passed') return `${green('Passed')}: every check passes, there is nothing to mend. ${effort}`
  if (verdict === 'failed')
    return `${red('Failed')}: ${message ?? 'no program was run'}\nThis is a fault of Faultline, not of the program. ${effort}`
  if (verdict === 'unchecked') return `No check was shown, so there was nothing to go by. ${effort}`
  if (verdict === 'undecided')
    return `${yellow('Undecided')}: the sandbox or a check could not decide, so nothing is known. ${effort}`
  if (verdict === 'not mended') return `${red('Not mended')}: no edit that was tried passes every check. ${effort}`
  const more =
    rivals.length === 0
      ? ''
      : `\n${yellow('Ambiguous')}: ${rivalsText(rivals.length)} Add a check that tells them apart.`
  return [
    `${green('Mended')}${note === undefined ? '' : `: ${note}`}${dim(` · ${spent.join(' · ')}`)}${more}`,
    colorDiff(unifiedDiff(before, after, path).trimEnd(), colors),
    ...rivals
      .slice(0, 2)
      .map((rival, index) => `${bold(`Rival ${index + 1}`)}\n${colorDiff(changedLines(before, rival, path), colors)}`),
  ].join('\n\n')
}

const gradeSection = ({ grade }: TaskReport, { bold, green, red, yellow }: Colors): string => {
  if (grade === undefined) return ''
  const paint = { pass: green, fail: red, undecided: yellow }[grade.verdict]
  return `${bold('Grade')} by the hidden tests: ${paint(grade.message)}`
}

const rivalsText = (count: number): string =>
  count === 1
    ? 'another mend passes every check too and behaves differently.'
    : `${count} other mends pass every check too and behave differently.`

const changedLines = (before: string, after: string, path: string): string =>
  unifiedDiff(before, after, path)
    .split('\n')
    .filter((line) => /^[+-](?![+-]{2} )/.test(line))
    .join('\n')

const clip = (text: string, width: number): string => {
  const line = firstLine(text)
  return line.length > width ? `${line.slice(0, width - 1)}…` : line
}

const firstLine = (text: string): string => {
  const [line = '', ...rest] = text.split('\n')
  return rest.some((one) => one.trim() !== '') ? `${line} …` : line
}
