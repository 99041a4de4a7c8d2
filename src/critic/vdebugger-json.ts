import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import type { Blame, Feedback } from '../core/feedback.ts'
import type { Json } from '../core/json.ts'
import type { Critic, Means } from '../core/roles.ts'
import type { Span } from '../core/span.ts'
import type { Task } from '../core/task.ts'
import { lineTable } from '../syntax/line-table.ts'
import { publishedResult } from '../trace/published.ts'
import { renderVisual } from '../trace/visual.ts'

export interface VdebuggerJsonOptions {
  /** Show the model the trace. Default true. */
  readonly trace?: boolean
  /** Of the trace. Default 2,000. */
  readonly traceTokens?: number
  readonly maxTokens?: number
}

const replyShape = z.object({
  verdict: z.enum(['right', 'wrong']),
  probability: z.number().min(0).max(1),
  rationale: z.string(),
  places: z.array(
    z.object({ line: z.number().int().min(1), text: z.string(), reason: z.string(), evidence: z.array(z.string()) }),
  ),
})
type Reply = z.infer<typeof replyShape>
const schema = z.toJSONSchema(replyShape) as Json

/**
 * VDebugger's judgement in a form that any chat model can give: verdict, probability that the program is right, the places at
 * fault (a line and the text in it) with reasons and the trace lines that show them. A reply that does not fit is asked for once more.
 */
export const vdebuggerJsonCritic = (options: VdebuggerJsonOptions = {}): Critic => ({
  name: 'vdebugger-json',
  async critique(task, attempt, means) {
    const { trace = true, traceTokens = 2000, maxTokens = 1024 } = options
    const { source } = attempt.program
    const execution = attempt.executions.at(-1)
    const shown = trace && execution !== undefined ? renderVisual(execution, source, { maxTokens: traceTokens }) : ''
    const text = promptFor(task, source, {
      result: execution === undefined ? '' : publishedResult(execution),
      trace: shown,
    })
    const reply = await asked(text, maxTokens, means)
    return feedbackOf(reply, source)
  },
})

const promptFor = (task: Task, source: string, run: { readonly result: string; readonly trace: string }): string =>
  [
    'A program answers a question about an image. It may be wrong: judge whether it asks what the question asks.',
    'What the vision model says is to be taken as given: judge the program, not the vision.',
    `The question: ${task.visual?.question ?? task.prompt}`,
    `The program, with line numbers:\n${numbered(source)}`,
    `It answered: ${run.result}`,
    ...(run.trace === ''
      ? []
      : [
          `What it did, step by step (p1, p2 … are image patches: label, left, lower, right, upper; y grows upwards):\n${run.trace}`,
        ]),
    'Reply in JSON: verdict (right or wrong), probability (that the program is right), rationale, and places: for each place at fault, most suspect first, its line, the exact text in that line, the reason, and the lines of the trace that show it (evidence).',
  ].join('\n\n')

const numbered = (source: string): string =>
  source
    .trimEnd()
    .split('\n')
    .map((line, index) => `${String(index + 1).padStart(3)}  ${line}`)
    .join('\n')

async function asked(text: string, maxTokens: number, means: Means): Promise<Reply> {
  let complaint = ''
  for (let tries = 0; tries < 2; tries++) {
    const reply = await means.ask({
      messages: [{ role: 'user', text: text + complaint }],
      temperature: 0,
      maxTokens,
      schema,
    })
    const parsed = replyShape.safeParse(jsonIn(reply.text))
    if (parsed.success) return parsed.data
    complaint = `\n\nYour last reply did not fit: ${z.prettifyError(parsed.error)}`
  }
  throw new EngineError('model', 'the critic vdebugger-json got no judgement that fits: use a model that writes JSON')
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}

const feedbackOf = ({ verdict, probability, rationale, places }: Reply, source: string): Feedback => ({
  from: 'vdebugger-json',
  verdict: verdict === 'right' ? 'pass' : 'fail',
  // A verdict and a probability that contradict one another: the verdict was asked for first.
  probability: verdict === 'right' ? Math.max(0.5, probability) : Math.min(0.49, probability),
  message: rationale,
  blame:
    verdict === 'right'
      ? []
      : places.flatMap(({ line, text, reason, evidence }, index): Blame[] => {
          const span = placeOf(source, line, text)
          const shown = evidence.map((one) => ({ checkId: 'entry', stepId: 0, text: one }))
          return span === undefined ? [] : [{ span, weight: 1 / (index + 1), reason, evidence: shown }]
        }),
})

/** The text in that line; the whole line where it is not there word by word. */
const placeOf = (source: string, line: number, text: string): Span | undefined => {
  const lines = lineTable(source)
  const start = lines.starts[line - 1]
  if (start === undefined) return undefined
  const whole = source.slice(start, (lines.starts[line] ?? source.length + 1) - 1)
  const at = text.trim() === '' ? -1 : whole.indexOf(text.trim())
  if (at >= 0) return lines.spanOf(start + at, start + at + text.trim().length)
  const indent = whole.length - whole.trimStart().length
  return lines.spanOf(start + indent, start + whole.trimEnd().length)
}
