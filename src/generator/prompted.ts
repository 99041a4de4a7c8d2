import { jsonText } from '../core/json.ts'
import type { Generator } from '../core/roles.ts'
import type { Check, Task } from '../core/task.ts'
import { codeBlock } from '../syntax/code-block.ts'

export interface PromptedGeneratorOptions {
  /** Default 0.8. */
  readonly temperature?: number
  readonly maxTokens?: number
  /** What a model is told before the task, such as the interface of its toolset. */
  readonly interface?: (task: Task) => string
}

/** Asks a model for a program that does the task. Each pull is one more sample. */
export const promptedGenerator = (options: PromptedGeneratorOptions = {}): Generator => {
  const { temperature = 0.8, maxTokens = 2048 } = options
  return {
    name: 'prompted',
    async *generate(task, { ask, random }) {
      const messages = [
        { role: 'system', text: `You write ${task.language} programs.` },
        { role: 'user', text: [options.interface?.(task) ?? '', promptFor(task)].filter(Boolean).join('\n\n') },
      ] as const
      for (;;) {
        const seed = Math.floor(random() * 2 ** 31)
        const { text } = await ask({ messages, temperature, maxTokens, seed })
        yield { source: codeBlock(text) }
      }
    },
  }
}

const CHECKS_SHOWN = 5

function promptFor({ prompt, checks }: Task): string {
  const shown = checks.slice(0, CHECKS_SHOWN).map(checkText)
  const more = checks.length > CHECKS_SHOWN ? [`… and ${checks.length - CHECKS_SHOWN} more`] : []
  return [
    prompt,
    ...(shown.length === 0 ? [] : [`It must pass these checks:\n\n${[...shown, ...more].join('\n')}`]),
    'Reply with the whole program in one code block.',
  ].join('\n\n')
}

function checkText(check: Check): string {
  switch (check.kind) {
    case 'call': {
      const named = Object.entries(check.kwargs ?? {}).map(([name, value]) => `${name}=${jsonText(value)}`)
      const given = [...check.args.map((value) => jsonText(value)), ...named]
      return `${check.function}(${given.join(', ')}) gives ${jsonText(check.expected)}`
    }
    case 'stdio':
      return `for the input ${JSON.stringify(check.stdin)} it prints ${JSON.stringify(check.stdout)}`
    case 'doctest':
      return `>>> ${check.source.trimEnd()}\n${check.want}`
    case 'test':
      return `${check.name} of:\n${check.source}`
    case 'assert':
    case 'script':
      return check.source
  }
}
