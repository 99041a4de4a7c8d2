import { spanKey } from '../core/span.ts'
import type { Step, Trace } from '../core/trace.ts'
import { clip, shorten } from './clip.ts'
import type { Budget } from './clip.ts'
import { sourceLines } from './source-lines.ts'
import type { SourceLines } from './source-lines.ts'
import { thin } from './thin.ts'
import type { Cut } from './thin.ts'

export interface BlocksOptions extends Budget {
  /** Show every turn of every loop. Default false: turns that do nothing new are left out. */
  readonly allTurns?: boolean
  /** Characters of one value. Default 120. */
  readonly maxValue?: number
}

/**
 * The run as basic blocks: stretches of statements that control entered at the top and left at the end, each with the
 * variables before and after it (Zhong et al., LDB: debug like a human, 2024). Equal blocks have equal numbers.
 */
export const renderBlocks = (trace: Trace, source: string, options: BlocksOptions = {}): string => {
  const writer = blockWriter(sourceLines(source), options.maxValue ?? 120)
  const items = options.allTurns === true ? trace.steps : thin(trace.steps)
  let gapSaid = false
  for (const item of items) {
    if (!gapSaid && trace.truncated && item.kind !== 'cut' && item.id > trace.truncated.after) {
      gapSaid = true
      writer.say(`… ${trace.truncated.dropped} steps were not kept …`)
    }
    if (item.kind === 'cut') writer.say(cutText(item))
    else writer.add(item)
  }
  return clip(writer.lines(), options)
}

const cutText = ({ at, firstTurn, lastTurn, steps }: Cut): string =>
  `… line ${at.from.line}: turns ${firstTurn} to ${lastTurn} like those before, ${steps} steps left out …`

interface Frame {
  readonly name: string
  readonly state: Map<string, string>
}

interface OpenBlock {
  readonly depth: number
  readonly before: string
  readonly steps: Step[]
}

const blockWriter = (source: SourceLines, maxValue: number) => {
  const lines: string[] = []
  const numbers = new Map<string, number>()
  const frames: Frame[] = []
  let open: OpenBlock | undefined
  let ended = true

  const frameAt = (depth: number): Frame => (frames[depth] ??= { name: '', state: new Map() })
  const stateText = (depth: number): string => {
    const shown = [...frameAt(depth).state].map(([name, text]) => `${name}=${shorten(text, maxValue)}`)
    return `# ${shown.join(' ')}`.trimEnd()
  }
  const close = (): void => {
    if (!open) return
    const { depth, before, steps } = open
    open = undefined
    const key = steps.map(({ at }) => spanKey(at)).join(' ')
    const number = numbers.get(key) ?? numbers.set(key, numbers.size).size - 1
    lines.push(`[BLOCK-${number}]${frameAt(depth).name}`, before)
    for (const { at } of steps) lines.push(' '.repeat(at.from.column - 1) + source.at(at))
    lines.push(stateText(depth))
  }
  const note = (step: Step): void => {
    if (!('changed' in step)) return
    for (const [name, { text }] of Object.entries(step.changed)) frameAt(step.depth).state.set(name, text)
  }
  const add = (step: Step): void => {
    if (step.kind === 'call') {
      close()
      frames[step.depth] = { name: ` in ${step.name}`, state: new Map() }
      note(step)
      ended = true
      return
    }
    if (step.kind === 'line') {
      if (ended || open?.depth !== step.depth) {
        close()
        open = { depth: step.depth, before: stateText(step.depth), steps: [] }
      }
      ended = false
      open?.steps.push(step)
      return note(step)
    }
    if (step.kind === 'iterate' && step.iteration > 1) {
      close()
      open = { depth: step.depth, before: stateText(step.depth), steps: [step] }
    }
    note(step)
    if (step.kind === 'value') return
    if (step.kind === 'return' || step.kind === 'yield' || step.kind === 'raise') close()
    if (step.kind === 'return' || step.kind === 'yield')
      lines.push(`# ${step.kind} ${shorten(step.value.text, maxValue)}`)
    if (step.kind === 'raise') lines.push(`# ${step.caught ? 'caught' : 'raised'} ${shorten(step.error, maxValue)}`)
    ended = true
  }
  return {
    add,
    say: (text: string) => {
      close()
      ended = true
      lines.push(text)
    },
    lines: () => {
      close()
      return lines
    },
  }
}
