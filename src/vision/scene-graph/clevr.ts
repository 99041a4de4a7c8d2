import { z } from 'zod'
import type { Relation, Scene, Thing } from '../scene/scene.ts'

const indices = z.array(z.array(z.number().int().nonnegative()))
const sceneShape = z.object({
  image_filename: z.string(),
  objects: z.array(
    z.object({
      color: z.string(),
      shape: z.string(),
      size: z.string(),
      material: z.string(),
      pixel_coords: z.tuple([z.number(), z.number(), z.number()]),
    }),
  ),
  relationships: z.record(z.string(), indices).default({}),
})

export const clevrShape = z.object({ scenes: z.array(sceneShape) })
type ClevrScene = z.infer<typeof sceneShape>

/** CLEVR's images are all of this size. */
const [width, height] = [480, 320]
/** The focal length of CLEVR's camera in pixels: a lens of 35 mm before a sensor of 32 mm. */
const focal = (width * 35) / 32
/** Half the height of CLEVR's things, in units of its scenes. */
const radii: Readonly<Record<string, number>> = { large: 0.7, small: 0.35 }
/** What the lists under each name say: `left[i]` are the things to the left of thing `i`. */
const relationNames: Readonly<Record<string, string>> = {
  left: 'to the left of',
  right: 'to the right of',
  front: 'in front of',
  behind: 'behind',
}

/**
 * A scene from one of CLEVR (Johnson et al., CVPR 2017). Its things have no boxes: they get the square around
 * `pixel_coords` that a thing of their size has at their depth (the third coordinate). Left, right, front and behind are
 * those that the scene tells.
 */
export function clevrScene({ objects, relationships }: ClevrScene): Scene {
  const things = objects.map((object, index): Thing => {
    const [x, y, depth] = object.pixel_coords
    const half = (focal * (radii[object.size] ?? 0.5)) / Math.max(1, depth)
    return {
      id: String(index),
      role: 'object',
      box: {
        left: Math.max(0, Math.round(x - half)),
        lower: Math.max(0, Math.round(height - y - half)),
        right: Math.min(width, Math.round(x + half)),
        upper: Math.min(height, Math.round(height - y + half)),
      },
      names: [object.shape],
      attributes: [
        { kind: 'color', value: object.color },
        { kind: 'shape', value: object.shape },
        { kind: 'size', value: object.size },
        { kind: 'material', value: object.material },
      ],
      relations: relationsOf(index, relationships),
      depth,
    }
  })
  return { width, height, things }
}

function relationsOf(index: number, relationships: ClevrScene['relationships']): Relation[] {
  return Object.entries(relationships).flatMap(([key, lists]) =>
    lists.flatMap((such, other) =>
      such.includes(index) ? [{ name: relationNames[key] ?? key, to: String(other) }] : [],
    ),
  )
}
