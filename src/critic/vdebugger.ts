import type { Blame, Feedback } from '../core/feedback.ts'
import type { ModelReply } from '../core/model.ts'
import type { Critic } from '../core/roles.ts'
import type { Span } from '../core/span.ts'
import { changedSpan } from '../syntax/changed-span.ts'
import { correspondingSpan } from '../syntax/corresponding-span.ts'
import { loadPython } from '../syntax/python.ts'
import { unparsed } from '../syntax/unparsed.ts'
import { publishedResult, renderPublished } from '../trace/published.ts'
import type { PromptLimits } from '../trace/vdebugger-prompt.ts'
import { CRITIC_INSTRUCTION, markedProgram, publishedPrompt, queryOf } from '../trace/vdebugger-prompt.ts'
import { llamaTokens } from '../trace/token-counter.ts'

export interface VdebuggerCriticOptions extends Partial<PromptLimits> {
  /** Show the model the trace. Without it, an empty one: the published ablation. Default true. */
  readonly trace?: boolean
  /** Ask for the likelihood of its first token, for a probability between 0 and 1. Not every server can. Default false. */
  readonly calibrated?: boolean
}

/**
 * VDebugger's critic (Wu et al. 2024, §3 of the specification): a model trained for it goes on with the published prompt.
 * ` right…` passes the program; else its completion holds the program again with the place at fault marked. The program is shown in
 * the form of `ast.unparse`, and watched in that form, so that line numbers agree.
 */
export const vdebuggerCritic = (options: VdebuggerCriticOptions = {}): Critic => ({
  name: 'vdebugger',
  async critique(task, attempt, means) {
    const { tokens = llamaTokens, trace = true, replyTokens = 256, calibrated = false } = options
    const { source, execution } = await unparsed(attempt, means)
    const prompt = publishedPrompt(
      {
        query: queryOf(task),
        code: source,
        result: publishedResult(execution),
        trace: trace ? renderPublished(execution, source) : '',
      },
      CRITIC_INSTRUCTION,
      { ...options, tokens },
    )
    const reply = await means.ask({
      form: 'completion',
      messages: [{ role: 'user', text: prompt }],
      temperature: 0,
      maxTokens: replyTokens,
      ...(calibrated && { topLogprobs: 5 }),
    })
    return feedbackOf(reply, source, attempt.program.source)
  },
})

const feedbackOf = async (reply: ModelReply, shown: string, original: string): Promise<Feedback> => {
  const right = reply.text.trimStart().startsWith('right')
  const marked = right ? undefined : markedProgram(reply.text)
  const span = marked === undefined ? undefined : changedSpan(shown, marked)
  const place = span && (await placeIn(span, shown, original))
  const blame: Blame[] =
    place === undefined
      ? []
      : [{ span: place, weight: 1, reason: 'the model marks this as the place at fault', evidence: [] }]
  return {
    from: 'vdebugger',
    verdict: right ? 'pass' : 'fail',
    probability: rightness(reply) ?? (right ? 0.9 : 0.1),
    message: reply.text.trim(),
    ...(marked !== undefined && { marked }),
    blame,
  }
}

const placeIn = async (span: Span, shown: string, original: string): Promise<Span | undefined> => {
  if (shown === original) return span
  const python = await loadPython()
  return correspondingSpan(span, python.parse(shown), python.parse(original))
}

/** The likelihood that the completion starts with ` right`, as far as the server tells. */
const rightness = ({ tokens }: ModelReply): number | undefined => {
  const first = tokens?.[0]
  if (first === undefined) return undefined
  const starting = first.top.filter(({ text }) => text.trim() !== '' && 'right'.startsWith(text.trim()))
  return Math.min(
    1,
    starting.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0),
  )
}
