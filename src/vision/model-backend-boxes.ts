import type { Box } from '../core/visual.ts'
import { codeBlock } from '../syntax/code-block.ts'
import type { PixelRectangle } from './region-picture.ts'

/** How the model was told to count: thousandths of the picture's sides, or pixels of the picture as it was shown. */
export interface Grid {
  readonly across: number
  readonly down: number
}

export type FoundBox = Box & { readonly confidence: number }

/** Says why a reply cannot be used, in words that the model is shown. */
export class UnusableReply extends Error {
  override readonly name = 'UnusableReply'
}

/** More boxes than this are no answer but a loop of the model. */
const MOST_BOXES = 200

/**
 * The boxes in a model's reply, most confident first, in the frame of the whole image: y upwards from its bottom edge.
 * Reads JSON with or without a fence or words around it: a list, or an object that holds one, of `[x1, y1, x2, y2]` or of
 * objects with such a list or with named sides. Parts outside of the picture are cut off. Throws `UnusableReply`.
 */
export function readBoxes(reply: string, grid: Grid, part: PixelRectangle, imageHeight: number): readonly FoundBox[] {
  const items = listIn(jsonIn(reply))
  if (items.length > MOST_BOXES)
    throw new UnusableReply(`it holds ${items.length} boxes, and at most ${MOST_BOXES} are read`)
  return items
    .map((item) => ({ ...boxOf(cornersIn(item), grid, part, imageHeight), confidence: confidenceIn(item) }))
    .filter(({ left, right, lower, upper }) => right > left && upper > lower)
    .toSorted((a, b) => b.confidence - a.confidence)
}

function jsonIn(reply: string): unknown {
  const text = codeBlock(reply)
  const from = text.search(/[[{]/)
  const to = Math.max(text.lastIndexOf(']'), text.lastIndexOf('}'))
  if (from === -1 || to < from) {
    if (/\b(none|nothing|no)\b/i.test(text)) return []
    throw new UnusableReply('it holds no JSON')
  }
  try {
    return JSON.parse(text.slice(from, to + 1))
  } catch (error) {
    throw new UnusableReply(`its JSON cannot be read: ${(error as Error).message}`)
  }
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return isCorners(value) ? [value] : value
  const fields = fieldsOf(value)
  const list = Object.values(fields).find((field) => Array.isArray(field) && !isCorners(field))
  if (list !== undefined) return list as readonly unknown[]
  return Object.keys(fields).length === 0 ? [] : [value]
}

type Corners = readonly [number, number, number, number]

/** The names that models give to a box of two corners, x before y. */
const CORNER_FIELDS = ['box', 'bbox', 'bbox_2d', 'bounding_box', 'coordinates']
const SIDE_FIELDS = [
  ['x1', 'y1', 'x2', 'y2'],
  ['xmin', 'ymin', 'xmax', 'ymax'],
  ['left', 'top', 'right', 'bottom'],
]

function cornersIn(item: unknown): Corners {
  if (isCorners(item)) return item
  const fields = fieldsOf(item)
  const listed = CORNER_FIELDS.map((name) => fields[name]).find((field) => field !== undefined)
  if (isCorners(listed)) return listed
  const holder = listed === undefined ? fields : fieldsOf(listed)
  const named = SIDE_FIELDS.map((names): unknown => names.map((name) => holder[name])).find(isCorners)
  if (named !== undefined) return named
  throw new UnusableReply(`this is no box of four numbers: ${JSON.stringify(item).slice(0, 80)}`)
}

const isCorners = (value: unknown): value is Corners =>
  Array.isArray(value) && value.length === 4 && value.every((side) => typeof side === 'number' && Number.isFinite(side))

function boxOf([x1, y1, x2, y2]: Corners, { across, down }: Grid, part: PixelRectangle, imageHeight: number): Box {
  const x = (value: number) => Math.round(part.left + share(value, across) * part.width)
  const y = (value: number) => Math.round(imageHeight - part.top - share(value, down) * part.height)
  return {
    left: x(Math.min(x1, x2)),
    lower: y(Math.max(y1, y2)),
    right: x(Math.max(x1, x2)),
    upper: y(Math.min(y1, y2)),
  }
}

const share = (value: number, whole: number): number => Math.min(1, Math.max(0, value / whole))

/** From 0 to 1, or in percent; a model that gives none is sure. */
function confidenceIn(item: unknown): number {
  const fields = fieldsOf(item)
  const given = fields['confidence'] ?? fields['score']
  if (typeof given !== 'number' || !Number.isFinite(given) || given < 0) return 1
  return Math.min(1, given > 1 ? given / 100 : given)
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
