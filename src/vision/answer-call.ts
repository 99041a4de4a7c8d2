import type { Json } from '../core/json.ts'
import type { ToolCall } from '../core/toolset.ts'
import type { Box, FoundPatch, Patch } from '../core/visual.ts'
import { askBackend } from './ask-backend.ts'
import type { Ask } from './ask-backend.ts'
import type { Region, VisionBackend, VisionImage, VisionQuestion } from './backend.ts'
import { areaOf, cutBox, relativeTo } from './box.ts'
import { answerExists } from './answer-exists.ts'
import type { VisionArgs, VisionRequest } from './vision-request.ts'

/** What the answers of one task come from. */
export interface VisionSource {
  readonly images: readonly VisionImage[]
  readonly backend: VisionBackend
  /** Found boxes of a smaller share of the patch's area are left out. */
  readonly smallestShare: number
  readonly askModel: (args: VisionArgs<'llm_query'>, signal: AbortSignal | undefined) => Promise<string>
}

export type Answered = Pick<ToolCall, 'answer' | 'details'>

/** What a property must score to be true (VDebugger's X-VLM threshold). */
const TRUE_ABOVE = 0.6
/** Patches that one `find` gives; more are counted as dropped. */
const MOST_FOUND = 1_000

/** The API's meaning of each call, over the questions that a backend answers. Throws `EngineError` (toolset). */
export async function answerCall(
  source: VisionSource,
  request: VisionRequest,
  signal?: AbortSignal,
): Promise<Answered> {
  const ask = <Question extends VisionQuestion>(...questions: readonly Question[]) =>
    askBackend(source.backend, questions, signal)
  switch (request.op) {
    case 'open':
      return opened(request.args)
    case 'crop': {
      const { patch, asked, next } = request.args
      const box = cutBox(patch.box, relativeTo(patch.box, asked), source.backend.cropMargin)
      return cut(box, patch.image, next)
    }
    case 'find':
      return find(source, request.args, ask)
    case 'exists':
      return answerExists(
        { ...request.args, region: regionOf(source, request.args.patch), margin: source.backend.cropMargin },
        ask,
      )
    case 'verify_property': {
      const { patch, name, property } = request.args
      const [reply] = await ask({ op: 'verify', region: regionOf(source, patch), name, property })
      const holds = reply!.score > TRUE_ABOVE
      return { answer: holds, details: { confidence: holds ? reply!.score : 1 - reply!.score, score: reply!.score } }
    }
    case 'best_text_match':
      return bestText(source, request.args, ask)
    case 'simple_query': {
      const { patch, question } = request.args
      const [reply] = await ask({ op: 'query', region: regionOf(source, patch), question })
      return { answer: reply!.text, details: { confidence: reply!.confidence } }
    }
    case 'compute_depth': {
      const [reply] = await ask({ op: 'depth', region: regionOf(source, request.args.patch) })
      return { answer: reply!.depth }
    }
    case 'best_image_match':
      return bestImage(source, request.args, ask)
    case 'llm_query':
      return { answer: await source.askModel(request.args, signal) }
    case 'answer':
      return { answer: null }
  }
}

const regionOf = ({ images }: VisionSource, { image, box }: Patch): Region => ({ image: images[image]!, box })

const opened = ({ image, box, asked, next }: VisionArgs<'open'>): Answered =>
  cut(asked === null ? box : cutBox(box, relativeTo(box, asked), 0), image, next)

/** `null` where nothing is left: the prelude raises then. */
const cut = (box: Box | undefined, image: number, id: number): Answered =>
  box === undefined
    ? { answer: null, details: { made: [] } }
    : { answer: { ...box }, details: { made: [asJson({ id, image, box })] } }

const asJson = ({ id, image, box, ...more }: Patch | FoundPatch): Json => ({ id, image, box: { ...box }, ...more })

async function find(
  source: VisionSource,
  { patch, name, threshold = 0, next }: VisionArgs<'find'>,
  ask: Ask,
): Promise<Answered> {
  const [reply] = await ask({ op: 'find', region: regionOf(source, patch), name })
  const smallest = source.smallestShare * areaOf(patch.box)
  const found = reply!.boxes.flatMap(({ confidence, ...box }) => {
    const grown = cutBox(patch.box, box, source.backend.cropMargin)
    const fits = cutBox(patch.box, box, 0) !== undefined && areaOf(box) >= smallest && confidence >= threshold
    return grown !== undefined && fits ? [{ box: grown, confidence }] : []
  })
  const kept = found.slice(0, MOST_FOUND)
  const made = kept.map(({ box, confidence }, index) =>
    asJson({ id: next + index, image: patch.image, box, label: name, confidence }),
  )
  const dropped = found.length - kept.length
  return {
    answer: kept.map(({ box, confidence }) => ({ ...box, confidence })),
    details: dropped === 0 ? { made } : { made, dropped },
  }
}

async function bestText(
  source: VisionSource,
  { patch, options, prefix }: VisionArgs<'best_text_match'>,
  ask: Ask,
): Promise<Answered> {
  const texts = prefix === undefined ? options : options.map((option) => `${prefix} ${option}`)
  const [reply] = await ask({ op: 'match', region: regionOf(source, patch), texts })
  const best = indexOfBest(reply!.scores)
  return { answer: options[best]!, details: { confidence: reply!.scores[best]!, scores: [...reply!.scores] } }
}

/** Each patch is scored by the mean over the texts. */
async function bestImage(
  source: VisionSource,
  { patches, content }: VisionArgs<'best_image_match'>,
  ask: Ask,
): Promise<Answered> {
  // One text at a time: what several texts get of one region may be shares of a whole, which say nothing between regions.
  const replies = await ask(
    ...patches.flatMap((patch) =>
      content.map((text) => ({ op: 'match' as const, region: regionOf(source, patch), texts: [text] })),
    ),
  )
  const scores = patches.map((_, index) => mean(replies.slice(index * content.length, (index + 1) * content.length)))
  const best = indexOfBest(scores)
  return { answer: best, details: { confidence: scores[best]!, scores } }
}

const mean = (replies: readonly { readonly scores: readonly number[] }[]): number =>
  replies.reduce((sum, { scores: [score = 0] }) => sum + score, 0) / replies.length

/** The first of equals. */
const indexOfBest = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores))
