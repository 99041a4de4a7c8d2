import type { Attempt } from '../core/attempt.ts'
import type { Means, Refiner } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import { changedSpan } from '../syntax/changed-span.ts'
import type { Unparsed } from '../syntax/unparsed.ts'
import { unparsed } from '../syntax/unparsed.ts'
import { publishedResult, renderPublished } from '../trace/published.ts'
import { llamaTokens } from '../trace/token-counter.ts'
import type { PromptLimits } from '../trace/vdebugger-prompt.ts'
import { publishedPrompt, queryOf, REFINER_INSTRUCTION } from '../trace/vdebugger-prompt.ts'
import { maskLines } from './vdebugger/mask-lines.ts'

export interface VdebuggerRefinerOptions extends Partial<PromptLimits> {
  /** Show the model the trace. Default true. */
  readonly trace?: boolean
  /** The first is greedy, as published; the others are samples. Default 1. */
  readonly candidates?: number
  /** Of the samples. Default 0.8. */
  readonly temperature?: number
  /** Leave out candidates that change anything but the lines that the critic marked. Default false. */
  readonly constrained?: boolean
}

/**
 * VDebugger's refiner (Wu et al. 2024, §4 of the specification): a model trained for it goes on with the published prompt,
 * which holds the program with the critic's mark, and writes the whole corrected program. Where the critic's protocol has no
 * mark, the first line that was blamed is masked. Gives nothing where no critic said where the fault is, as published.
 */
export const vdebuggerRefiner = (options: VdebuggerRefinerOptions = {}): Refiner => ({
  name: 'vdebugger',
  async *refine(task, attempt, means) {
    const { candidates = 1, temperature = 0.8, replyTokens = 256, constrained = false } = options
    const shown = await subjectOf(attempt, means)
    if (shown === undefined) return
    const text = promptFor(task, shown, options)
    for (let n = 0; n < candidates; n++) {
      const reply = await means.ask({
        form: 'completion',
        messages: [{ role: 'user', text }],
        temperature: n === 0 ? 0 : temperature,
        maxTokens: replyTokens,
        ...(n > 0 && { seed: Math.floor(means.random() * 2 ** 31) }),
      })
      const source = `${reply.text.trim()}\n`
      if (!constrained || staysWithin(shown, source)) yield { source }
    }
  },
})

interface Subject extends Unparsed {
  readonly marked: string
}

const subjectOf = async (attempt: Attempt, means: Means): Promise<Subject | undefined> => {
  const form = await unparsed(attempt, means)
  const given = attempt.feedback.find(({ marked }) => marked !== undefined)?.marked
  const marked = given ?? (await maskLines(attempt, form.source))
  return marked === undefined ? undefined : { ...form, marked }
}

const promptFor = (task: Task, { source, marked, execution }: Subject, options: VdebuggerRefinerOptions): string =>
  publishedPrompt(
    {
      query: queryOf(task),
      code: marked,
      result: publishedResult(execution),
      trace: options.trace === false ? '' : renderPublished(execution, source),
    },
    REFINER_INSTRUCTION,
    { ...options, tokens: options.tokens ?? llamaTokens },
  )

/** What it changes lies on lines that the mark covers. */
const staysWithin = ({ source, marked }: Subject, written: string): boolean => {
  const [allowed, changed] = [changedSpan(source, marked), changedSpan(source.trimEnd(), written.trimEnd())]
  if (allowed === undefined || changed === undefined) return true
  return allowed.from.line <= changed.from.line && changed.to.line <= allowed.to.line
}
