import { spanKey } from '../core/span.ts'
import type { Step, Trace } from '../core/trace.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'
import { cutText, thin } from './thin.ts'

export interface BlocksOptions extends Budget {
  /** Show every turn of every loop. Default false: turns that do nothing new are left out. */
  readonly allTurns?: boolean
  /** Characters of one value. Default 120. */
  readonly maxValue?: number
}

/**
 * The run as basic blocks: stretches of statements that control entered at the top and left at the end, with the
 * variables before and after each (Zhong et al., "Debug like a human", 2024). Equal blocks have equal numbers; a state
 * that stands as that after the block before is not said again.
 */
export const renderBlocks = (trace: Trace, source: string, options: BlocksOptions = {}): string => {
  const writer = blockWriter(sourceLines(source), options.maxValue ?? 120)
  const { truncated } = trace
  let complete = true
  for (const item of options.allTurns === true ? trace.steps : thin(trace.steps)) {
    if (item.kind === 'cut') {
      writer.say(`# line ${item.at.from.line}: ${cutText(item)}`)
      continue
    }
    if (complete && truncated && item.id > truncated.after) {
      complete = false
      writer.say(`# … ${truncated.dropped} steps were not kept …`)
    }
    writer.add(item)
  }
  return clip(writer.lines(), options)
}

interface Frame {
  readonly name: string
  readonly state: Map<string, string>
}

interface Block {
  readonly depth: number
  readonly indent: number
  readonly key: string
  readonly before: string
  readonly statements: string[]
}

const blockWriter = (source: SourceLines, maxValue: number) => {
  const lines: string[] = []
  const numbers = new Map<string, number>()
  const heads = new Map<number, string>()
  const frames: Frame[] = []
  let open: Block | undefined
  let ended = true

  const frameAt = (depth: number): Frame => (frames[depth] ??= { name: '', state: new Map() })
  const stateText = (depth: number): string =>
    `# ${[...frameAt(depth).state].map(([name, text]) => `${name}=${shorten(text, maxValue)}`).join(' ')}`.trimEnd()

  const close = (): void => {
    if (!open) return
    const { depth, key, before, statements } = open
    open = undefined
    if (!numbers.has(key)) numbers.set(key, numbers.size)
    const isSaid = lines.at(-1) === before
    lines.push(
      `[BLOCK-${numbers.get(key)}]${frameAt(depth).name}`,
      ...(isSaid ? [] : [before]),
      ...statements,
      stateText(depth),
    )
  }
  /** Adds a statement to the block that is open, where control went straight on to it, or else opens one. */
  const put = ({ depth, at }: Step, text: string): void => {
    const indent = source.indent(at.from.line)
    if (ended || open?.depth !== depth || open.indent !== indent) {
      close()
      open = { depth, indent, key: `${spanKey(at)}`, before: stateText(depth), statements: [] }
    }
    ended = false
    open?.statements.push(`${' '.repeat(indent)}${text}`)
  }
  const note = (step: Step): void => {
    if (!('changed' in step)) return
    for (const [name, { text }] of Object.entries(step.changed)) frameAt(step.depth).state.set(name, text)
  }
  const say = (text: string): void => {
    close()
    ended = true
    lines.push(text)
  }
  const head = (step: Step & { readonly kind: 'iterate' }): void => {
    if (step.iteration > 1) {
      ended = true
      put(step, heads.get(step.at.from.line) ?? source.at(step.at))
    }
    note(step)
    ended = true
  }

  const add = (step: Step): void => {
    switch (step.kind) {
      case 'call':
        close()
        frames[step.depth] = { name: ` in ${step.name}`, state: new Map() }
        note(step)
        ended = true
        return
      case 'line':
        heads.set(step.at.from.line, source.at(step.at))
        put(step, source.at(step.at))
        return note(step)
      case 'iterate':
        return source.isLoopHead(step.at) ? head(step) : undefined
      case 'branch':
        ended = true
        return
      case 'return':
      case 'yield':
        return say(`# ${step.kind} ${shorten(step.value.text, maxValue)}`)
      case 'raise':
        return say(`# ${step.caught ? 'caught' : 'raised'} ${shorten(step.error, maxValue)}`)
      case 'value':
        return
    }
  }
  return {
    add,
    say,
    lines: () => {
      close()
      return lines
    },
  }
}
