import { EngineError } from '../core/engine-error.ts'
import type { Model, ModelImage, ModelReply } from '../core/model.ts'
import type { VisionBackend, VisionQuestion, VisionReply } from './backend.ts'
import type { Ask, Read } from './model-backend-ask.ts'
import { asker } from './model-backend-ask.ts'
import { readBoxes } from './model-backend-boxes.ts'
import type { Coordinates } from './model-backend-prompts.ts'
import { findPrompt, matchPrompt, queryPrompt, showsPrompt, verifyPrompt } from './model-backend-prompts.ts'
import { MOST_LETTERS, optionShares, shortAnswer, yesShare } from './model-backend-words.ts'
import { pixelsOf, regionPng, shownSize } from './region-picture.ts'
import { severalAtOnce } from './several-at-once.ts'

export interface ModelBackendOptions {
  /** A model that sees images. */
  readonly model: Model
  /** How it was trained to write boxes: `pixels` (of the picture that it is shown) or `thousandths` of its sides. Default `thousandths`. */
  readonly coordinates?: Coordinates
  /** Longest side of the pictures that it is shown, in pixels. Default 1024. */
  readonly longestSide?: number
  /** Questions under way at once. Default 4. */
  readonly atOnce?: number
  /** Tokens of a reply, those of thinking among them. Default 1024. */
  readonly maxTokens?: number
}

/** Changes with the prompts and with how replies are read. */
const REVISION = 1

/**
 * A vision-language model as the eyes of visual programs. A yes-or-no question and a choice get the probability of the answer's
 * tokens where the server gives them, else 1 or 0. A reply that cannot be read is asked for once more. It gives no depth.
 * Throws `EngineError` (toolset) where the model does not answer or its replies stay unusable.
 */
export function modelBackend(options: ModelBackendOptions): VisionBackend {
  const { model, coordinates = 'thousandths', longestSide = 1024, atOnce = 4, maxTokens = 1024 } = options
  const settings: Settings = { coordinates, longestSide, ask: asker(model, maxTokens) }
  return {
    name: 'model',
    version: `${REVISION}/${model.name}/${coordinates}/${longestSide}/${maxTokens}`,
    cropMargin: 10,
    answer: (questions, signal) =>
      severalAtOnce(questions, atOnce, (question, own) => answer(question, settings, own), signal),
    close: async () => {},
  }
}

interface Settings {
  readonly coordinates: Coordinates
  readonly longestSide: number
  readonly ask: Ask
}

async function answer(question: VisionQuestion, settings: Settings, signal: AbortSignal): Promise<VisionReply> {
  const { coordinates, longestSide, ask } = settings
  if (question.op === 'depth')
    throw new EngineError(
      'toolset',
      'the vision backend model gives no depth: take the backend transformers with a depth model',
    )
  const { image } = question.region
  const part = pixelsOf(question.region)
  const size = shownSize(part, longestSide)
  const png = await regionPng(image, part, size)
  const picture: ModelImage = { mediaType: 'image/png', base64: png.toString('base64') }
  switch (question.op) {
    case 'find': {
      const grid = coordinates === 'pixels' ? { across: size.width, down: size.height } : { across: 1000, down: 1000 }
      const read = ({ text }: ModelReply) => readBoxes(text, grid, part, image.height)
      return { boxes: await ask(picture, findPrompt(question.name, coordinates, size), read, signal) }
    }
    case 'query':
      return ask(picture, queryPrompt(question.question), shortAnswer, signal)
    case 'verify':
      return { score: await ask(picture, verifyPrompt(question), yesShare, signal) }
    case 'match':
      return { scores: await match(question.texts, (text, read) => ask(picture, text, read, signal)) }
  }
}

/**
 * One text is judged alone, so that its score can be compared with that in another region. Of several, each gets its share;
 * more than there are letters are judged alone too.
 */
async function match(
  texts: readonly string[],
  ask: <T>(text: string, read: Read<T>) => Promise<T>,
): Promise<readonly number[]> {
  if (texts.length > 1 && texts.length <= MOST_LETTERS)
    return ask(matchPrompt(texts), (reply) => optionShares(reply, texts))
  const scores = []
  for (const text of texts) scores.push(await ask(showsPrompt(text), yesShare))
  return scores
}
