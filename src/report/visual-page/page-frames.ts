import type { Step } from '../../core/trace.ts'
import type { SourceLines } from '../../trace/source-lines.ts'
import type { PageFrame, PageLoop } from './page-model.ts'

export interface Framed {
  readonly frames: readonly PageFrame[]
  /** By step: the index of its frame. */
  readonly frameOf: readonly number[]
}

interface Frame {
  readonly name: string
  parent?: number
  /** The line of its `def`. */
  readonly home: number
  /** It returned or yielded: a step at its depth is of another one, or of itself gone on with. */
  left: boolean
}

/** In which call each step is. A generator that goes on is told by its depth and the function that the step is in. */
export function pageFrames(steps: readonly Step[], source: SourceLines, loops: readonly PageLoop[]): Framed {
  const frames: Frame[] = [{ name: 'module', home: 0, left: false }]
  const live: number[] = [0]
  const frameOf = steps.map((step) => {
    const home = source.home(step.at.from.line)
    const index = step.kind === 'call' ? undefined : stillLive(frames, live, { depth: step.depth, home })
    live.length = Math.min(live.length, step.depth)
    const frame = index ?? frames.length
    if (index === undefined) {
      const parent = live[step.depth - 1]
      const name = step.kind === 'call' ? step.name : 'call'
      frames.push({ name, home, left: false, ...(parent !== undefined && { parent }) })
    }
    live[step.depth] = frame
    frames[frame]!.left = step.kind === 'return' || step.kind === 'yield'
    return frame
  })
  for (const loop of loops) if (!loop.isStatement) ownNames(loop, frames, frameOf)
  return {
    frames: frames.map(({ name, parent }) => ({ name, ...(parent !== undefined && { parent }) })),
    frameOf,
  }
}

interface Here {
  readonly depth: number
  readonly home: number
}

function stillLive(frames: readonly Frame[], live: readonly number[], { depth, home }: Here): number | undefined {
  const current = live[depth]
  if (current !== undefined && !frames[current]!.left) return current
  const parent = depth === 0 ? undefined : live[depth - 1]
  const waiting = frames.findLastIndex((frame) => frame.left && frame.home === home && frame.parent === parent)
  return waiting < 0 ? undefined : waiting
}

/** The names of a comprehension live in it alone. */
function ownNames({ from, to }: PageLoop, frames: Frame[], frameOf: number[]): void {
  const around = frameOf[from]!
  const own = frames.length
  frames.push({ name: 'comprehension', parent: around, home: 0, left: false })
  for (let index = from; index < to; index++) {
    const frame = frameOf[index]!
    if (frame === around) frameOf[index] = own
    else if (frames[frame]!.parent === around && frame < own) frames[frame]!.parent = own
  }
}
