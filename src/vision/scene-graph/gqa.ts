import { z } from 'zod'
import { attributeFor } from '../scene/lexicon.ts'
import type { Scene, Thing } from '../scene/scene.ts'

const graphShape = z.object({
  width: z.number().positive(),
  height: z.number().positive(),
  objects: z.record(
    z.string(),
    z.object({
      name: z.string(),
      x: z.number(),
      y: z.number(),
      w: z.number(),
      h: z.number(),
      attributes: z.array(z.string()).default([]),
      relations: z.array(z.object({ name: z.string(), object: z.string() })).default([]),
    }),
  ),
})

export const gqaShape = z.record(z.string(), graphShape)

/** A scene from a graph of GQA (Hudson and Manning, CVPR 2019), whose y grows downwards. Boxes end at the image's edges. */
export function gqaScene({ width, height, objects }: z.infer<typeof graphShape>): Scene {
  const things = Object.entries(objects).flatMap(([id, object]): Thing[] => {
    const box = {
      left: Math.max(0, object.x),
      lower: Math.max(0, height - object.y - object.h),
      right: Math.min(width, object.x + object.w),
      upper: Math.min(height, height - object.y),
    }
    if (box.left >= box.right || box.lower >= box.upper) return []
    return [
      {
        id,
        role: 'object',
        box,
        names: [object.name.toLowerCase()],
        attributes: object.attributes.map((word) => {
          const value = word.toLowerCase()
          return { kind: attributeFor(value)?.kind ?? 'other', value }
        }),
        relations: object.relations.map(({ name, object: to }) => ({ name: name.toLowerCase(), to })),
      },
    ]
  })
  return { width, height, things }
}
