import type { Task } from '../core/task.ts'

/** How a model was taught to tell an instruction from its own words. A base model wants `plain`. */
export type PromptFrame = 'plain' | 'llama' | 'chatml'

const frames: Readonly<Record<PromptFrame, (instruction: string, opening: string) => string>> = {
  plain: (instruction, opening) => `${instruction}\n\n${opening}`,
  llama: (instruction, opening) => `[INST] ${instruction} [/INST] ${opening}`,
  chatml: (instruction, opening) => `<|im_start|>user\n${instruction}<|im_end|>\n<|im_start|>assistant\n${opening}`,
}

/** What ends the program that the model writes. */
export const FENCE = '```'

export interface InfillPromptOptions {
  readonly task: Task
  /** The program with `<MASKED>` in the place of one part. */
  readonly masked: string
  /** The beginning of the program, up to the `:` of its first line of code: the model goes on from there. */
  readonly opening: string
  /** What the program may call, as a model is shown it. */
  readonly interface: string
  readonly frame: PromptFrame
}

/** A text to be gone on with: it asks in all honesty for the program as it was (VDebugger §6.3). */
export function infillPrompt({ task, masked, opening, interface: shown, frame }: InfillPromptOptions): string {
  const query = task.visual === undefined ? '' : `# ${task.visual.query}\n`
  const instruction = [
    `These are the means of ${task.visual === undefined ? 'a program' : 'programs that answer questions about images'}:`,
    shown.trim(),
    'Here is a correct program of which one part is hidden: <MASKED> stands in its place.',
    `${FENCE}python\n${query}${masked.trim()}\n${FENCE}`,
    'Write the whole program as it was, the hidden part restored and everything else as it stands.',
  ].join('\n\n')
  return frames[frame](instruction, `The program as it was:\n\n${FENCE}python\n${query}${opening}`)
}
