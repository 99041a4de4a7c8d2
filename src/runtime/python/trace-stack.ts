import type { Marshalled } from './marshal.ts'
import { createFrame } from './trace-frame.ts'
import type { Frame } from './trace-frame.ts'

/** The frames of the program that are on the interpreter's stack, and the generators and coroutines that wait. */
export interface FrameStack {
  readonly size: number
  /** From the outermost to the top. */
  readonly frames: readonly Frame[]
  top(): Frame | undefined
  enter(frame: Frame): Frame
  leave(): void
  /** The frame of this function nearest to the top. Those above it have ended unseen; where there is none, it began unseen. */
  running(owner: number): Frame
  /** The top frame yields: it waits, and with it those that had handed over to it. */
  suspend(): void
  /** Goes on in a generator or coroutine: `ids` are its frame's identity and those of the frames that wait for it. */
  resume(ids: readonly Marshalled[], unseen: Frame): void
}

export const createFrameStack = (): FrameStack => {
  const frames: Frame[] = []
  const waiting = new Map<Marshalled, Frame>()

  const wait = (): void => {
    const frame = frames.pop()
    if (frame?.id !== undefined) waiting.set(frame.id, frame)
  }

  /** Puts the frame of this identity at this height, where it is not there already. */
  const place = (id: Marshalled, height: number, unseen: Frame): void => {
    if (frames[height]?.id === id) return
    frames.length = Math.min(frames.length, height)
    const frame = waiting.get(id) ?? unseen
    waiting.delete(id)
    frame.id = id
    frames.push(frame)
  }

  return {
    get size() {
      return frames.length
    },
    frames,
    top: () => frames.at(-1),
    enter: (frame) => {
      frames.push(frame)
      return frame
    },
    leave: () => void frames.pop(),
    running: (owner) => {
      const top = frames.at(-1)
      if (top?.function === owner) return top
      const at = frames.findLastIndex((frame) => frame.function === owner)
      if (at < 0) frames.push(createFrame(owner))
      else frames.length = at + 1
      return frames.at(-1)!
    },
    suspend: () => {
      wait()
      while (frames.at(-1)?.delegating) wait()
    },
    resume: (ids, unseen) => {
      const outermost = ids.at(-1) ?? null
      let height = frames.findIndex((frame) => frame.id === outermost)
      if (height < 0) {
        while (frames.at(-1)?.delegating) wait()
        height = frames.length
      }
      for (const [index, id] of ids.toReversed().entries()) {
        const innermost = index === ids.length - 1
        place(id, height + index, innermost ? unseen : createFrame(unseen.function))
      }
      frames.length = height + ids.length
    },
  }
}
