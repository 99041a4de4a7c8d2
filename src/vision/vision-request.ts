import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import { withPlainNumbers } from '../core/json.ts'
import type { ToolRequest } from '../core/toolset.ts'
import type { Box, VisualAnswer } from '../core/visual.ts'
import type { VisionImage } from './backend.ts'
import { areaOf, isInside, wholeOf } from './box.ts'

const MOST_ITEMS = 1_000
const pixel = z.number().int().min(-1e9).max(1e9)
const count = z.number().int().min(0)
const text = z.string().max(10_000)
const texts = z.array(text).min(1).max(MOST_ITEMS).readonly()
const box = z.strictObject({ left: pixel, lower: pixel, right: pixel, upper: pixel })
const patch = z.strictObject({ id: count, image: count, box })

const answerShape: z.ZodType<VisualAnswer> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text }),
    z.strictObject({ kind: z.literal('boolean'), value: z.boolean() }),
    z.strictObject({ kind: z.literal('number'), value: z.number() }),
    z.strictObject({ kind: z.literal('patch'), patch }),
    z.strictObject({ kind: z.literal('list'), items: z.array(answerShape).max(MOST_ITEMS) }),
    z.strictObject({ kind: z.literal('other'), type: z.string().max(200), text }),
  ]),
)

/** The arguments of each call, as the prelude sends them. `next` is the number of the first patch that comes of it. */
const shapes = {
  open: z.strictObject({ image: count, box, asked: box.nullable(), next: count }),
  crop: z.strictObject({ patch, asked: box, next: count }),
  find: z.strictObject({ patch, name: text, threshold: z.number().optional(), next: count }),
  exists: z.strictObject({ patch, name: text }),
  verify_property: z.strictObject({ patch, name: text, property: text }),
  best_text_match: z.strictObject({ patch, options: texts, prefix: text.optional() }),
  simple_query: z.strictObject({ patch, question: text }),
  compute_depth: z.strictObject({ patch }),
  best_image_match: z.strictObject({ patches: z.array(patch).min(1).max(MOST_ITEMS).readonly(), content: texts }),
  llm_query: z.strictObject({ question: text, context: text.optional(), long: z.boolean() }),
  answer: z.strictObject({ answer: answerShape }),
}

export type VisionOp = keyof typeof shapes
export type VisionArgs<Op extends VisionOp> = z.infer<(typeof shapes)[Op]>
export type VisionRequest = { readonly [Op in VisionOp]: { readonly op: Op; readonly args: VisionArgs<Op> } }[VisionOp]

/**
 * The call of a program, checked: it knows the op, its arguments have the right form, and each box lies in its image. Throws
 * `EngineError` (toolset): the prelude lets no program make a call that is refused here, so one that does went around it.
 */
export function readVisionRequest({ op, args }: ToolRequest, images: readonly VisionImage[]): VisionRequest {
  if (!Object.hasOwn(shapes, op)) throw refused(op, 'there is no such call')
  const known = op as VisionOp
  const parsed = shapes[known].safeParse(withPlainNumbers(args))
  if (!parsed.success) throw refused(op, z.prettifyError(parsed.error))
  const request = { op: known, args: parsed.data } as VisionRequest
  for (const region of regionsOf(request)) {
    const image = images[region.image]
    if (image === undefined) throw refused(op, `there is no image ${region.image}`)
    if (areaOf(region.box) === 0 || !isInside(region.box, wholeOf(image)))
      throw refused(op, `the box ${JSON.stringify(region.box)} lies outside of the image`)
  }
  return request
}

interface PlacedBox {
  readonly image: number
  readonly box: Box
}

const regionsOf = ({ op, args }: VisionRequest): readonly PlacedBox[] => {
  if (op === 'open') return [args]
  if (op === 'best_image_match') return args.patches
  if (op === 'answer') return patchesIn(args.answer)
  return op === 'llm_query' ? [] : [args.patch]
}

const patchesIn = (answer: VisualAnswer): readonly PlacedBox[] => {
  if (answer.kind === 'patch') return [answer.patch]
  return answer.kind === 'list' ? answer.items.flatMap(patchesIn) : []
}

const refused = (op: string, why: string): EngineError =>
  new EngineError('toolset', `the program made a call (${op.slice(0, 80)}) that is none of the vision toolset: ${why}`)
