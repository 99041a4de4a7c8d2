import type { Box } from '../../core/visual.ts'
import { wholeOf } from '../box.ts'
import type { VisionBackend, VisionImage, VisionQuestion, VisionReply } from '../backend.ts'
import { boxWidth, boxHeight, centreX, centreY } from '../scene/geometry.ts'
import { colorName } from './color-name.ts'
import type { TrueImage, TrueThing } from './nlvr-folder.ts'

export interface VisionCheck {
  readonly images: number
  readonly objects: number
  /** The share of the objects of which all is right. */
  readonly exact: number
  /** The share of the objects of which each is right. `centre`: within a pixel. */
  readonly byAttribute: Readonly<Record<Aspect, number>>
  /** How many things were found that are not there. */
  readonly extra: number
  readonly missed: number
  /** The first hundred. */
  readonly misses: readonly Miss[]
}

type Aspect = (typeof aspects)[number]
const aspects = ['found', 'box', 'centre', 'size', 'shape', 'color'] as const

/** A true thing that was not found as it is. */
export interface Miss {
  readonly image: string
  /** The index of its box, from the left. */
  readonly box: number
  readonly expected: TrueThing
  /** What is wrong. */
  readonly wrong: readonly Aspect[]
  readonly seen?: Seen
}

/** A thing as a backend describes it. */
interface Seen {
  readonly box: number
  readonly at: Box
  readonly shape: string
  readonly color: string
}

const keptMisses = 100
/** A thing found farther away is another one. */
const sameThing = 10

/**
 * Compares what a backend finds with what is in the images: `find` for boxes and for the objects in each, `query` for colour
 * and shape. `open` makes the image of a path.
 */
export async function checkVision(
  truths: readonly TrueImage[],
  backend: VisionBackend,
  open: (path: string) => Promise<VisionImage>,
): Promise<VisionCheck> {
  const right = new Map<Aspect, number>(aspects.map((aspect) => [aspect, 0]))
  const misses: Miss[] = []
  let [objects, extra, missed] = [0, 0, 0]
  for (const truth of truths) {
    const image = await open(truth.path)
    const compared = compare(truth, await look(image, backend), image.height)
    objects += compared.verdicts.length
    extra += compared.extra
    for (const verdict of compared.verdicts) {
      for (const aspect of aspects) if (!verdict.wrong.includes(aspect)) right.set(aspect, (right.get(aspect) ?? 0) + 1)
      if (verdict.wrong.length === 0) continue
      missed++
      if (misses.length < keptMisses) misses.push(verdict)
    }
  }
  const share = (count: number): number => (objects === 0 ? 0 : count / objects)
  const byAttribute = Object.fromEntries(aspects.map((aspect) => [aspect, share(right.get(aspect) ?? 0)]))
  return {
    images: truths.length,
    objects,
    exact: share(objects - missed),
    byAttribute: byAttribute as Record<Aspect, number>,
    extra,
    missed,
    misses,
  }
}

async function look(image: VisionImage, backend: VisionBackend): Promise<{ boxes: readonly Box[]; seen: Seen[] }> {
  const find = (name: string, box: Box): VisionQuestion => ({ op: 'find', region: { image, box }, name })
  const [boxes = []] = found(await backend.answer([find('box', wholeOf(image))]))
  const things = found(await backend.answer(boxes.map((box) => find('object', box))))
  const all = things.flatMap((list, box) => list.map((at) => ({ box, at })))
  const query = (question: string) =>
    all.map(({ at }): VisionQuestion => ({ op: 'query', region: { image, box: at }, question }))
  const shapes = texts(await backend.answer(query('What shape is this?')))
  const colors = texts(await backend.answer(query('What color is this?')))
  return {
    boxes,
    seen: all.map((one, index) => ({ ...one, shape: shapes[index] ?? '', color: colors[index] ?? '' })),
  }
}

const found = (replies: readonly VisionReply[]): (readonly Box[])[] =>
  replies.map((reply) => ('boxes' in reply ? reply.boxes.toSorted((a, b) => a.left - b.left) : []))
const texts = (replies: readonly VisionReply[]): string[] => replies.map((reply) => ('text' in reply ? reply.text : ''))

type Looked = Awaited<ReturnType<typeof look>>

/** Each true thing with the thing found that is nearest to where it is. */
function compare(truth: TrueImage, { boxes, seen }: Looked, height: number) {
  const left = new Set(seen)
  const verdicts = truth.boxes.flatMap((things, box) =>
    things.map((expected): Miss => {
      const frame = boxes[box]
      const centre = {
        x: (frame?.left ?? 0) + expected.x + expected.size / 2,
        y: (frame?.upper ?? height) - expected.y - expected.size / 2,
      }
      const away = ({ at }: Seen): number => Math.hypot(centreX(at) - centre.x, centreY(at) - centre.y)
      const [nearest] = [...left].filter((one) => away(one) <= sameThing).sort((a, b) => away(a) - away(b))
      if (nearest === undefined) return { image: truth.id, box, expected, wrong: [...aspects] }
      left.delete(nearest)
      const isWrong: Readonly<Record<Aspect, boolean>> = {
        found: false,
        box: nearest.box !== box,
        centre: Math.abs(centreX(nearest.at) - centre.x) > 1 || Math.abs(centreY(nearest.at) - centre.y) > 1,
        size: [boxWidth(nearest.at), boxHeight(nearest.at)].some((side) => Math.abs(side - expected.size) > 1),
        shape: nearest.shape !== expected.shape,
        color: nearest.color !== nameOf(expected.color),
      }
      return { image: truth.id, box, expected, wrong: aspects.filter((aspect) => isWrong[aspect]), seen: nearest }
    }),
  )
  return { verdicts, extra: left.size }
}

/** `#0099ff` → `blue`, `Yellow` → `yellow`. */
function nameOf(color: string): string {
  const code = /^#([0-9a-f]{6})$/i.exec(color)?.[1]
  if (code === undefined) return color.toLowerCase()
  const value = Number.parseInt(code, 16)
  return colorName([value >> 16, (value >> 8) & 255, value & 255])
}
