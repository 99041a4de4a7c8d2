import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import { withPlainNumbers } from '../core/json.ts'
import type { ToolCall, ToolLog } from '../core/toolset.ts'
import type { FoundPatch, Patch, VisionCall, VisualAnswer } from '../core/visual.ts'

const box = z.object({ left: z.number(), lower: z.number(), right: z.number(), upper: z.number() })
const patch = z.object({ id: z.number(), image: z.number(), box })
const found = patch.extend({ label: z.string(), confidence: z.number() })
const confident = { details: z.object({ confidence: z.number() }) }
const madeOf = (shape: typeof patch | typeof found) => ({ details: z.object({ made: z.array(shape) }) })

const visualAnswer: z.ZodType<VisualAnswer> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('boolean'), value: z.boolean() }),
    z.object({ kind: z.literal('number'), value: z.number() }),
    z.object({ kind: z.literal('patch'), patch }),
    z.object({ kind: z.literal('list'), items: z.array(visualAnswer) }),
    z.object({ kind: z.literal('other'), type: z.string(), text: z.string() }),
  ]),
)

/** What the vision toolset records: the fields of a `VisionCall` are among `args`, `answer` and `details`. */
const shapes = {
  open: z.object({ args: z.object({}), ...madeOf(patch) }),
  crop: z.object({ args: z.object({ patch }), ...madeOf(patch) }),
  find: z.object({ args: z.object({ patch, name: z.string() }), ...madeOf(found) }),
  exists: z.object({ args: z.object({ patch, name: z.string() }), answer: z.boolean(), ...confident }),
  verify_property: z.object({
    args: z.object({ patch, name: z.string(), property: z.string() }),
    answer: z.boolean(),
    ...confident,
  }),
  best_text_match: z.object({
    args: z.object({ patch, options: z.array(z.string()) }),
    answer: z.string(),
    ...confident,
  }),
  simple_query: z.object({ args: z.object({ patch, question: z.string() }), answer: z.string(), ...confident }),
  compute_depth: z.object({ args: z.object({ patch }), answer: z.number() }),
  best_image_match: z.object({
    args: z.object({ patches: z.array(patch), content: z.array(z.string()) }),
    answer: z.number(),
    ...confident,
  }),
  llm_query: z.object({
    args: z.object({ question: z.string(), context: z.string().optional() }),
    answer: z.string(),
  }),
  // What was answered came from the program.
  answer: z.object({ args: z.object({ answer: visualAnswer }) }),
} as const satisfies Record<VisionCall['op'], z.ZodType>

/** The calls of a visual program, in order. Throws `EngineError` (engine) where the log is not one of the vision toolset. */
export const readVisionCalls = ({ calls }: ToolLog): VisionCall[] => calls.map(readCall)

function readCall(call: ToolCall): VisionCall {
  const { id, stepId, op } = call
  if (!Object.hasOwn(shapes, op)) throw unreadable(call, 'it has no such call')
  const { args, answer, details } = call
  const plain = withPlainNumbers({ args, answer, ...(details !== undefined && { details }) })
  const parsed = shapes[op as VisionCall['op']].safeParse(plain)
  if (!parsed.success) throw unreadable(call, z.prettifyError(parsed.error))
  const { args: fields, ...rest } = parsed.data
  const gained = 'answer' in rest ? { answer: rest.answer } : {}
  const seen = 'details' in rest ? rest.details : {}
  // The shape of each op is that of its `VisionCall`, field by field.
  return { id, ...(stepId !== undefined && { stepId }), op, ...fields, ...gained, ...seen } as VisionCall
}

const unreadable = ({ id, op }: ToolCall, why: string): EngineError =>
  new EngineError('engine', `call ${id} (${op}) was not recorded by the vision toolset: ${why}`)

/** A patch with what is known of it: `label` and `confidence` where it was found, and the call that made it. */
export type MadePatch = Patch &
  Partial<Pick<FoundPatch, 'label' | 'confidence'>> & {
    readonly madeBy: VisionCall & { readonly op: 'open' | 'find' | 'crop' }
  }

/** The patches of an execution by their `id`, each with where it comes from. */
export const patchesOf = (calls: readonly VisionCall[]): ReadonlyMap<number, MadePatch> =>
  new Map(
    calls.flatMap((call) =>
      call.op === 'open' || call.op === 'crop' || call.op === 'find'
        ? call.made.map((patch): [number, MadePatch] => [patch.id, { ...patch, madeBy: call }])
        : [],
    ),
  )

/** What `execute_command` returned, where it did. */
export const visualAnswerOf = (calls: readonly VisionCall[]): VisualAnswer | undefined => {
  const last = calls.findLast(({ op }) => op === 'answer')
  return last?.op === 'answer' ? last.answer : undefined
}
