import type { Box } from '../core/visual.ts'
import type { PixelRectangle } from './region-picture.ts'
import type { DetectorPipeline, Picture } from './transformers-library.ts'

type FoundBox = Box & { readonly confidence: number }

/** Of two boxes that cover each other by more than this (intersection over union), the less sure one is the same thing. */
const SAME_THING = 0.5

/** The boxes in a picture that shows this part of an image, most confident first, y upwards. */
export async function detect(
  detector: DetectorPipeline,
  picture: Picture,
  asked: {
    readonly name: string
    readonly threshold: number
    readonly part: PixelRectangle
    readonly imageHeight: number
  },
): Promise<readonly FoundBox[]> {
  const { name, threshold, part, imageHeight } = asked
  // As each family of models was trained to be asked.
  const label = /dino/.test(detector.model.config.model_type ?? '') ? `${name.toLowerCase()}.` : `a photo of a ${name}`
  const found = await detector(picture, [label], { threshold })
  const boxes = found.map(({ score, box }) => ({
    left: Math.round(part.left + clamp(box.xmin, part.width)),
    lower: Math.round(imageHeight - part.top - clamp(box.ymax, part.height)),
    right: Math.round(part.left + clamp(box.xmax, part.width)),
    upper: Math.round(imageHeight - part.top - clamp(box.ymin, part.height)),
    confidence: clamp(score, 1),
  }))
  const kept: FoundBox[] = []
  for (const box of boxes.toSorted((a, b) => b.confidence - a.confidence))
    if (area(box) > 0 && kept.every((other) => overlap(box, other) <= SAME_THING)) kept.push(box)
  return kept
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))

const area = ({ left, lower, right, upper }: Box): number => Math.max(0, right - left) * Math.max(0, upper - lower)

function overlap(a: Box, b: Box): number {
  const both = area({
    left: Math.max(a.left, b.left),
    lower: Math.max(a.lower, b.lower),
    right: Math.min(a.right, b.right),
    upper: Math.min(a.upper, b.upper),
  })
  return both / (area(a) + area(b) - both)
}
