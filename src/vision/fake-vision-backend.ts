import { EngineError } from '../core/engine-error.ts'
import type { Box } from '../core/visual.ts'
import type { VisionBackend, VisionImage, VisionQuestion, VisionReply } from './backend.ts'

/** What a fake sees, the same in each image. */
export interface FakeSight {
  /** By name: where its things are. Those are found whose centre lies in the region. */
  readonly find?: Readonly<Record<string, readonly (Box & { readonly confidence?: number })[]>>
  /** By question; another one is answered `unknown`. */
  readonly query?: Readonly<Record<string, string>>
  /** By `property name` (`red door`). Default 0. */
  readonly verify?: Readonly<Record<string, number>>
  /** By text. Default 0. */
  readonly match?: Readonly<Record<string, number>>
  /** The depth of a region; without it there is none. */
  readonly depth?: (box: Box) => number
  /** Overrides all of the above where it gives a reply. */
  readonly reply?: (question: VisionQuestion) => VisionReply | undefined
}

export interface FakeVisionBackendOptions {
  readonly cropMargin?: number
  readonly version?: string
  /** Waited for before each batch is answered, so that a test decides what ends first. */
  readonly until?: (questions: readonly VisionQuestion[], signal: AbortSignal | undefined) => Promise<void>
}

/** A backend that answers from a table, and remembers what it was asked. */
export interface FakeVisionBackend extends VisionBackend {
  /** Each call's questions. */
  readonly batches: readonly (readonly VisionQuestion[])[]
  readonly closed: boolean
}

export function fakeVisionBackend(sight: FakeSight, options: FakeVisionBackendOptions = {}): FakeVisionBackend {
  const { cropMargin = 0, version = '1', until } = options
  const batches: (readonly VisionQuestion[])[] = []
  let closed = false
  return {
    name: 'fake',
    version,
    cropMargin,
    batches,
    get closed() {
      return closed
    },
    async answer(questions, signal) {
      signal?.throwIfAborted()
      batches.push(questions)
      await until?.(questions, signal)
      signal?.throwIfAborted()
      return questions.map((question) => sight.reply?.(question) ?? replyOf(sight, question))
    },
    async close() {
      closed = true
    },
  }
}

const replyOf = (sight: FakeSight, question: VisionQuestion): VisionReply => {
  const { box } = question.region
  switch (question.op) {
    case 'find':
      return {
        boxes: (sight.find?.[question.name] ?? [])
          .filter((found) => holdsCentre(box, found))
          .map((found) => ({ ...cutTo(box, found), confidence: found.confidence ?? 1 })),
      }
    case 'query': {
      const text = sight.query?.[question.question]
      return { text: text ?? 'unknown', confidence: text === undefined ? 0 : 1 }
    }
    case 'verify':
      return { score: sight.verify?.[`${question.property} ${question.name}`] ?? 0 }
    case 'match':
      return { scores: question.texts.map((text) => sight.match?.[text] ?? 0) }
    case 'depth':
      if (sight.depth === undefined) throw new EngineError('toolset', 'the vision backend fake cannot tell depth')
      return { depth: sight.depth(box) }
  }
}

const holdsCentre = (box: Box, { left, lower, right, upper }: Box): boolean => {
  const [x, y] = [(left + right) / 2, (lower + upper) / 2]
  return box.left <= x && x <= box.right && box.lower <= y && y <= box.upper
}

const cutTo = (box: Box, found: Box): Box => ({
  left: Math.max(box.left, found.left),
  lower: Math.max(box.lower, found.lower),
  right: Math.min(box.right, found.right),
  upper: Math.min(box.upper, found.upper),
})

/** An image that is white all over; another `hash` makes it another image. */
export const fakeVisionImage = (more: Partial<Omit<VisionImage, 'pixels'>> = {}): VisionImage => {
  const { hash = 'white', path = `${hash}.png`, width = 400, height = 100 } = more
  const pixels = { width, height, data: new Uint8Array(width * height * 3).fill(255) }
  return { hash, path, width, height, pixels: async () => pixels }
}
