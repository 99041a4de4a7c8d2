import type { Task } from '../core/task.ts'
import type { TokenCounter } from './token-counter.ts'

/** What the published critic and refiner are shown of one program (VDebugger §3, §4). */
export interface PromptParts {
  /** The first line of the query, without `# `. */
  readonly query: string
  /** For the critic the program in `ast.unparse`'s form; for the refiner that program with the critic's mark. */
  readonly code: string
  readonly result: string
  readonly trace: string
}

export interface PromptLimits {
  /** Of prompt and reply together. Default 1,024. */
  readonly contextTokens?: number
  /** Kept free for the reply. Default 256. */
  readonly replyTokens?: number
  readonly tokens: TokenCounter
}

/** What follows the shown part in the critic's prompt, and in the refiner's. */
export const CRITIC_INSTRUCTION = '\n\n# Program is'
export const REFINER_INSTRUCTION = '\n\n# Correction'

/** The query of a task: of a task that is not visual the first line of its prompt. */
export const queryOf = ({ visual, prompt }: Pick<Task, 'visual' | 'prompt'>): string =>
  visual?.query ?? prompt.split('\n')[0]!.replace(/^# /, '')

/** The published prompts before they are cut: `# query`, the program, `-> result` and the trace. */
export const promptBody = ({ query, code, result, trace }: PromptParts): string =>
  `# ${query}\n${code}\n\n-> ${result}\n\n--- Trace\n\n${trace}`

/** The published prompt: the beginning of the body that fits, then the instruction, which is never cut. */
export const publishedPrompt = (parts: PromptParts, instruction: string, limits: PromptLimits): string => {
  const { contextTokens = 1024, replyTokens = 256, tokens } = limits
  const room = contextTokens - replyTokens - tokens.count(instruction)
  return tokens.first(promptBody(parts), room) + instruction
}

/** The marked program in a critic's completion: from the definition on, up to a second instruction; `undefined` where there is none. */
export const markedProgram = (completion: string): string | undefined => {
  const start = completion.indexOf('def execute_command')
  if (start < 0) return undefined
  return completion.slice(start).split('# Program is')[0]!.trimEnd()
}
