import { EngineError } from '../core/engine-error.ts'
import type { VisionBackend, VisionQuestion, VisionReply } from './backend.ts'

/** Puts questions to one backend; the replies stand in their order. */
export type Ask = <Question extends VisionQuestion>(
  ...questions: readonly Question[]
) => Promise<readonly VisionReply<Question>[]>

/** Asks, and checks that what came back can be used. Throws `EngineError` (toolset). */
export async function askBackend<Question extends VisionQuestion>(
  backend: VisionBackend,
  questions: readonly Question[],
  signal: AbortSignal | undefined,
): Promise<readonly VisionReply<Question>[]> {
  if (questions.length === 0) return []
  const replies = await backend.answer(questions, signal)
  if (replies.length !== questions.length)
    throw new EngineError(
      'toolset',
      `the vision backend ${backend.name} gave ${replies.length} replies to ${questions.length} questions: it is broken`,
    )
  for (const [index, question] of questions.entries()) {
    const wrong = wrongWith(question, replies[index]!)
    if (wrong !== undefined)
      throw new EngineError(
        'toolset',
        `the vision backend ${backend.name} answered ${question.op} with ${wrong}: it is broken`,
      )
  }
  // Each reply was just checked to be one to its question.
  return replies as readonly VisionReply<Question>[]
}

const wrongWith = (question: VisionQuestion, reply: VisionReply): string | undefined => {
  const numbers = numbersOf(reply)
  if (numbers === undefined || !numbers.every(Number.isFinite)) return JSON.stringify(reply).slice(0, 200)
  if (!(FIELD[question.op] in reply)) return `a reply to another question, ${JSON.stringify(reply).slice(0, 200)}`
  if (question.op === 'match' && numbers.length !== question.texts.length)
    return `${numbers.length} scores for ${question.texts.length} texts`
  return undefined
}

const FIELD: Readonly<Record<VisionQuestion['op'], string>> = {
  find: 'boxes',
  query: 'text',
  verify: 'score',
  match: 'scores',
  depth: 'depth',
}

const numbersOf = (reply: VisionReply): readonly number[] | undefined => {
  if ('boxes' in reply)
    return reply.boxes.flatMap(({ left, lower, right, upper, confidence }) => [left, lower, right, upper, confidence])
  if ('text' in reply) return [reply.confidence]
  if ('score' in reply) return [reply.score]
  if ('scores' in reply) return reply.scores
  return 'depth' in reply ? [reply.depth] : undefined
}
