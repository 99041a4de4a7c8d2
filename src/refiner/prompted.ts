import type { Attempt } from '../core/attempt.ts'
import type { CheckResult } from '../core/execution.ts'
import type { Blame, Feedback } from '../core/feedback.ts'
import type { ModelRequest } from '../core/model.ts'
import type { Refiner } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import { codeBlock } from '../syntax/code-block.ts'
import { publishedResult } from '../trace/published.ts'
import { renderVisual } from '../trace/visual.ts'

export interface PromptedRefinerOptions {
  /** Show the model what the execution and the critics say. Without it, it is told only that the program is wrong: the baseline. Default true. */
  readonly feedback?: boolean
  /** Default 0.8. */
  readonly temperature?: number
  readonly maxTokens?: number
  /** What a model is told before the task, such as the interface of its toolset. */
  readonly interface?: (task: Task) => string
}

/** Asks a model for the mended program, with the feedback in the prompt (self-debugging: Chen et al. 2023). Each pull is one more sample. */
export const promptedRefiner = (options: PromptedRefinerOptions = {}): Refiner => {
  const { temperature = 0.8, maxTokens = 2048 } = options
  return {
    name: 'prompted',
    async *refine(task, attempt, { ask, random }) {
      const messages = promptFor(task, attempt, options)
      for (;;) {
        const seed = Math.floor(random() * 2 ** 31)
        const { text } = await ask({ messages, temperature, maxTokens, seed })
        yield { source: codeBlock(text) }
      }
    },
  }
}

function promptFor(
  task: Task,
  attempt: Attempt,
  { feedback = true, ...options }: PromptedRefinerOptions,
): ModelRequest['messages'] {
  const told = options.interface?.(task) ?? ''
  const parts = [
    ...(told === '' ? [] : [told]),
    `The task:\n\n${task.prompt}`,
    `A program for it:\n\n\`\`\`${task.language}\n${attempt.program.source.trimEnd()}\n\`\`\``,
    'The program is wrong.',
    ...(feedback ? [...(task.visual === undefined ? [] : run(attempt)), ...evidence(attempt)] : []),
    'Reply with the whole mended program in one code block.',
  ]
  return [
    { role: 'system', text: `You mend ${task.language} programs.` },
    { role: 'user', text: parts.join('\n\n') },
  ]
}

const CHECKS_SHOWN = 5
const BLAMES_SHOWN = 8
const TRACE_TOKENS = 1500

function evidence({ executions, feedback, program }: Attempt): string[] {
  const results = executions.at(-1)?.checks ?? []
  const failed = results.filter(({ verdict }) => verdict === 'fail')
  return [
    ...section('Checks that fail', failed.map(failureText), CHECKS_SHOWN),
    ...feedback.flatMap((one) => critique(one, program.source.split('\n'))),
  ]
}

/** What a visual program did: it has no checks that could show it. */
const run = ({ program, executions }: Attempt): string[] => {
  const last = executions.at(-1)
  if (last?.trace === undefined) return []
  const steps = renderVisual(last, program.source, { maxTokens: TRACE_TOKENS })
  return [
    `It answered ${publishedResult(last)}. What it did, by line (p0, p1 … are patches: left, lower, right, upper):\n${steps}`,
  ]
}

const failureText = ({ checkId, message, stdout }: CheckResult): string =>
  `- ${checkId}: ${message ?? 'failed'}${stdout.text === '' ? '' : `\n  printed: ${stdout.text.slice(0, 500)}`}`

const critique = ({ from, message, blame }: Feedback, lines: readonly string[]): string[] => [
  `The critic ${from} says: ${message}`,
  ...section(
    'Suspect places',
    blame.map((one) => blameText(one, lines)),
    BLAMES_SHOWN,
  ),
]

const blameText = ({ span: { from }, reason }: Blame, lines: readonly string[]): string =>
  `- line ${from.line}: \`${lines[from.line - 1]?.trim() ?? ''}\`: ${reason}`

function section(title: string, items: readonly string[], shown: number): string[] {
  if (items.length === 0) return []
  const more = items.length > shown ? [`- … and ${items.length - shown} more`] : []
  return [[`${title}:`, ...items.slice(0, shown), ...more].join('\n')]
}
