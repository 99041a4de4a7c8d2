import { contentId } from '../core/program.ts'
import type { VisionQuestion } from './backend.ts'

/** A question without the image itself: what is told to people and written to files. */
export interface WrittenQuestion {
  readonly op: VisionQuestion['op']
  /** The hash of the image's content. */
  readonly image: string
  /** left, lower, right, upper. */
  readonly box: readonly [number, number, number, number]
  readonly name?: string
  readonly property?: string
  readonly question?: string
  readonly texts?: readonly string[]
}

export const writtenQuestion = ({ region, ...asked }: VisionQuestion): WrittenQuestion => {
  const { left, lower, right, upper } = region.box
  return { ...asked, image: region.image.hash, box: [left, lower, right, upper] }
}

/** Equal for questions whose answers are the same: by the image's content, the box, the op and its arguments. */
export const questionKey = (question: VisionQuestion): string => {
  const { image, box } = question.region
  const place = `${image.hash} ${box.left} ${box.lower} ${box.right} ${box.upper}`
  return contentId(question.op, place, ...wordsOf(question))
}

const wordsOf = (question: VisionQuestion): readonly string[] => {
  switch (question.op) {
    case 'find':
      return [question.name]
    case 'query':
      return [question.question]
    case 'verify':
      return [question.name, question.property]
    case 'match':
      return question.texts
    case 'depth':
      return []
  }
}
