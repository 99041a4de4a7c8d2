import type { Blame, Feedback } from '../../core/feedback.ts'
import type { VisualReport } from '../visual-report.ts'
import { strongSuspects, suspectsOf } from '../blame-rank.ts'
import type { PageImage, Watched } from './page-data.ts'
import { escapeHtml } from './html-text.ts'
import { afterLoading, stepWithId } from './page-run.ts'
import type { DiffRow, DiffSide } from './side-by-side.ts'
import { sideBySide } from './side-by-side.ts'

/** Suspects and pieces of evidence that are shown. */
const mostSuspects = 12
const mostEvidence = 5

/** Question, answers, verdict and what each critic says. */
export function headerPart({
  report,
  before,
  after,
}: {
  report: VisualReport
  before: Watched
  after?: Watched
}): string {
  const { question, verdict, note, message } = report
  const judged = [
    criticsPart('Critics', before.feedback, report.probabilityBefore),
    ...(after === undefined ? [] : [criticsPart('Critics of the mend', after.feedback, report.probability)]),
  ]
  return `<header>
<p class="mark">Faultline <span>${escapeHtml(report.task)}</span></p>
<h1>${escapeHtml(question)}</h1>
<p class="verdict"><strong class="badge ${verdict.replace(' ', '-')}">${verdict}</strong> <span class="answer">${answers(report)}</span></p>
${note === undefined ? '' : `<p class="note">Mend: ${withCode(note)}</p>\n`}${message === undefined ? '' : `<p class="note">${escapeHtml(message)}</p>\n`}<div class="critics">${judged.join('')}</div>
</header>`
}

const answers = ({ answer, answerBefore }: VisualReport): string => {
  const [old, now] = [answerBefore, answer].map((text) => `<code>${escapeHtml(text ?? 'no answer')}</code>`)
  return answer === answerBefore ? `Answer ${now}` : `Answer ${old} <span aria-label="became">→</span> ${now}`
}

function criticsPart(title: string, feedback: readonly Feedback[], together?: number): string {
  if (feedback.length === 0) return ''
  const rows = feedback.map(
    ({ from, verdict, probability, message }) => `<li><span class="who">${escapeHtml(from)}</span>
<span class="says ${verdict}">${verdict}</span> ${meter(`${from}: right with`, probability)}
${messagePart(message)}</li>`,
  )
  const all = together === undefined || feedback.length < 2 ? '' : ` <span>together ${percent(together)}</span>`
  return `<section><h2>${title}${all}</h2><ul>${rows.join('')}</ul></section>`
}

/** Characters of a critic's words that are shown at once: the head of the page is no place for more. */
const mostMessage = 120

const messagePart = (message: string): string => {
  if (message === '') return ''
  if (message.length <= mostMessage) return `<span class="message">${withCode(message)}</span>`
  const start = message.slice(0, mostMessage).replace(/\s+\S*$/, '')
  return `<details class="message"><summary><span>${withCode(start)} …</span></summary>${withCode(message)}</details>`
}

const meter = (label: string, share: number): string =>
  `<meter min="0" max="1" value="${share.toFixed(3)}" aria-label="${escapeHtml(`${label} ${percent(share)}`)}"></meter> <span class="share">${percent(share)}</span>`

/** Text whose parts in backticks are code. */
const withCode = (text: string): string => escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** The suspect places of a run, with buttons that lead to the steps that show it; fainter ones folded away. */
export function suspectsPart({ execution, feedback }: Watched, run: number): string {
  const steps = afterLoading(execution?.trace?.steps ?? [])
  const suspects = suspectsOf(feedback)
  const items = suspects
    .slice(0, mostSuspects)
    .map((blame, index) => suspect(blame, { run, index, stepOf: (id) => stepWithId(steps, id) }))
  const strong = strongSuspects(suspects).length
  const cut = suspects.length - items.length
  const list = (some: readonly string[]): string => `<ol class="suspects">${some.join('')}</ol>`
  const faint = items.slice(strong)
  const parts = [
    items.length === 0 ? '<p class="hint">No critic blames a place of this program.</p>' : list(items.slice(0, strong)),
    faint.length === 0 ? '' : `<details><summary>${faint.length} fainter</summary>${list(faint)}</details>`,
    cut > 0 ? `<p class="hint">${cut} more are not shown.</p>` : '',
  ]
  return `<div data-run="${run}">${parts.join('')}</div>`
}

interface Place {
  readonly run: number
  readonly index: number
  stepOf(id: number): number
}

const suspect = ({ span, weight, reason, evidence }: Blame, { run, index, stepOf }: Place): string => {
  const told = new Map(evidence.map(({ stepId, text }) => [text, stepOf(stepId)]))
  const buttons = [...told]
    .slice(0, mostEvidence)
    .map(
      ([text, step]) =>
        `<li><button type="button" data-go="${run}/${step}">${`Step ${step + 1}: ${escapeHtml(text)}`}</button></li>`,
    )
  return `<li data-blame="${index}" tabindex="-1"><p><button type="button" class="line" data-line="${span.from.line}">line ${span.from.line}</button> <meter min="0" max="1" value="${Math.min(1, weight).toFixed(3)}" title="How suspect" aria-label="How suspect"></meter></p>
<p>${withCode(reason)}</p>${buttons.length === 0 ? '' : `<ul>${buttons.join('')}</ul>`}</li>`
}

/** Before and after side by side; nothing where they are equal. */
export function diffPart(before: string, after: string): string {
  if (before === after) return ''
  const rows = sideBySide(before, after).map(diffRow).join('\n')
  return `<section class="panel wide" aria-labelledby="diff-title"><h2 id="diff-title">What was changed</h2>
<div class="scroll"><table class="diff"><colgroup><col class="number"><col><col class="number"><col></colgroup><thead><tr><th colspan="2">Before</th><th colspan="2">After</th></tr></thead><tbody>
${rows}
</tbody></table></div></section>`
}

const diffRow = ({ kind, before, after }: DiffRow): string =>
  `<tr class="${kind}">${diffCells(before, 'del')}${diffCells(after, 'ins')}</tr>`

const diffCells = (side: DiffSide | undefined, tag: 'del' | 'ins'): string =>
  side === undefined
    ? '<td class="number"></td><td class="none"></td>'
    : `<td class="number">${side.line}</td><td class="${tag}"><code>${side.parts
        .map(({ text, changed }) => (changed ? `<${tag}>${escapeHtml(text)}</${tag}>` : escapeHtml(text)))
        .join('')}</code></td>`

/** Each image once, for all that shows it or a part of it. */
export const imagesPart = (images: readonly PageImage[]): string =>
  `<svg width="0" height="0" class="shelf" aria-hidden="true"><defs>${images
    .map(
      ({ href, width, height }, index) =>
        `<image id="image-${index}" width="${width}" height="${height}" preserveAspectRatio="none" href="${escapeHtml(href)}"/>`,
    )
    .join('')}</defs></svg>`

/** What it cost, small at the end. */
export function factsPart({ runtime, calls, attempts, executions, cachedExecutions, seconds }: VisualReport): string {
  const facts = [
    runtime,
    `${calls} calls of the toolset`,
    `${attempts} programs tried`,
    `${executions} executions, ${cachedExecutions} more from the cache`,
    `${seconds.toFixed(1)} s`,
  ]
  return `<footer>${facts.filter(Boolean).map(escapeHtml).join(' · ')}</footer>`
}
