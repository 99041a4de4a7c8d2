import type { Injection, Injector } from '../core/injection.ts'
import type { Means } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import { normalForm } from '../syntax/normal-form.ts'
import type { PythonParser, SyntaxTree } from '../syntax/python.ts'
import { loadPython } from '../syntax/python.ts'
import { walk } from '../syntax/syntax-node.ts'
import { changedSpans } from './changed-span.ts'
import type { PromptFrame } from './infill-prompt.ts'
import { FENCE, infillPrompt } from './infill-prompt.ts'
import { decodeMaskBest } from './mask-best-decode.ts'
import type { MaskBestRule } from './mask-best-step.ts'
import { publishedRule } from './mask-best-step.ts'
import type { MaskCandidate } from './mask-candidates.ts'
import { maskAt, maskCandidates } from './mask-candidates.ts'

export interface MaskBestOptions {
  /** `greedy`: always the best token. Then each part that may be masked gives one program at most. Default `mask-best`. */
  readonly decode?: 'mask-best' | 'greedy'
  /** Default `plain`. */
  readonly frame?: PromptFrame
  /** What programs may call, as a model is shown it: `toolset.describe('python')`. Default the task's prompt. */
  readonly interface?: (task: Task) => string
  readonly rule?: MaskBestRule
  /** Tokens of a program. Default 512. */
  readonly maxTokens?: number
  /** Tokens that the server shows at each place: what may be drawn where the best one is refused. Default 20; OpenAI's own completions show 5. */
  readonly rivals?: number
}

/** After so many programs in a row that are none, or not new, the model has no more to give. */
const FRUITLESS = 10

/**
 * Faults by a language model (VDebugger §6.2 and §6.3): a part of the right program, chosen uniformly, is masked, and the model is
 * asked to write the whole program as it was, forced off its best choice where it is not sure. A program that cannot be parsed, one that
 * is the original again, and one that was seen are dropped. The fault is where the programs differ, wherever the mask was. Each pull is
 * one more sample. The model must go on with a text (`form: 'completion'`).
 */
export const maskBestInjector = (options: MaskBestOptions = {}): Injector => {
  const { decode = 'mask-best' } = options
  return {
    name: decode,
    async *inject(task, original, means) {
      const python = await loadPython()
      const tree = python.parse(original.source)
      const candidates = maskCandidates(tree)
      if (tree.errors.length > 0) return
      const seen = new Set([normalForm(tree.root)])
      let fruitless = 0
      for (const mask of decode === 'greedy' ? shuffled(candidates, means.random) : sampled(candidates, means.random)) {
        means.signal.throwIfAborted()
        const source = await refilled(tree, { task, mask, means, options })
        const injection = injectionOf(tree, { source, python, seen, method: decode })
        if (injection !== undefined) yield injection
        fruitless = injection === undefined ? fruitless + 1 : 0
        if (decode === 'mask-best' && fruitless === FRUITLESS) return
      }
    },
  }
}

function* sampled<Item>(items: readonly Item[], random: () => number): Generator<Item> {
  while (items.length > 0) yield items[Math.floor(random() * items.length)]!
}

function* shuffled<Item>(items: readonly Item[], random: () => number): Generator<Item> {
  const left = [...items]
  while (left.length > 0) yield left.splice(Math.floor(random() * left.length), 1)[0]!
}

interface Refill {
  readonly task: Task
  readonly mask: MaskCandidate
  readonly means: Pick<Means, 'ask' | 'random' | 'signal'>
  readonly options: MaskBestOptions
}

/** The program as the model writes it. */
async function refilled(tree: SyntaxTree, { task, mask, means, options }: Refill): Promise<string> {
  const { decode, frame = 'plain', maxTokens = 512, rule = publishedRule, rivals } = options
  const opening = openingOf(tree)
  const shown = (options.interface ?? (({ prompt }: Task) => prompt))(task)
  const prompt = infillPrompt({ task, masked: maskAt(tree, mask.span), opening, interface: shown, frame })
  const written =
    decode === 'greedy'
      ? await goneOn(prompt, means, maxTokens)
      : await decodeMaskBest(prompt, means, { maxTokens, rule, stop: FENCE, ...(rivals !== undefined && { rivals }) })
  return `${opening}${written.trimEnd()}\n`
}

async function goneOn(prompt: string, { ask }: Pick<Means, 'ask'>, maxTokens: number): Promise<string> {
  const messages = [{ role: 'user', text: prompt }] as const
  const { text } = await ask({ messages, form: 'completion', temperature: 0, maxTokens, stop: [FENCE] })
  return text.split(FENCE, 1)[0] ?? ''
}

/** All up to the body of the first function: `def execute_command(image) -> str:`. Nothing of a program that has none. */
function openingOf({ source, root }: SyntaxTree): string {
  for (const node of walk(root)) {
    const body = node.kind === 'function_definition' ? node.children.find(({ field }) => field === 'body') : undefined
    if (body !== undefined) return source.slice(0, body.from).trimEnd()
  }
  return ''
}

interface Refilled {
  readonly source: string
  readonly python: PythonParser
  /** Normal forms of the programs that came before: grows. */
  readonly seen: Set<string>
  readonly method: string
}

function injectionOf(original: SyntaxTree, { source, python, seen, method }: Refilled): Injection | undefined {
  const tree = python.parse(source)
  const form = normalForm(tree.root)
  const spans = tree.errors.length > 0 || seen.has(form) ? undefined : changedSpans(original, tree)
  seen.add(form)
  if (spans === undefined) return undefined
  const was = textAt(original, spans.original)
  return {
    source,
    span: spans.changed,
    masked: maskAt(original, spans.original),
    original: original.source,
    method,
    note: `${was === '' ? 'nothing' : was} became ${textAt(tree, spans.changed)}`,
  }
}

/** On one line, and no longer than a person reads. */
const textAt = ({ source, lines }: SyntaxTree, { from, to }: Injection['span']): string => {
  const text = source.slice(lines.offsetAt(from), lines.offsetAt(to)).replaceAll(/\s+/g, ' ')
  return text.length > 80 ? `${text.slice(0, 80)} …` : text
}
