import type { Box, VisualAnswer } from '../../core/visual.ts'
import { boxOverlap } from './box-overlap.ts'
import { countOf, publishedCountOf } from './count-of.ts'
import type { Manner } from './normalise-answer.ts'
import { normaliseAnswer } from './normalise-answer.ts'

/** What a question's right answer is. It stays with the benchmark. */
export type VisualGold =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'yes/no'; readonly value: boolean }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'patch'; readonly box: Box }

/** `lenient`: by the published scorer. `iou` of box answers: of the strict reading, 0 where the answer is no box. */
export interface VisualScore {
  readonly strict: boolean
  readonly lenient: boolean
  readonly iou?: number
}

/** A box is right above this overlap. */
const enough = 0.7

/** What the released scorer takes for a box where the answer is none ("mean IoU 22.64 %"). */
const constantBox: Box = { left: 50.9, lower: 39.1, right: 493.5, upper: 356.5 }

/**
 * Scores an answer as VDebugger's evaluation does. Text and yes/no: equal after `normaliseAnswer`. Counts: equal integers.
 * Boxes: IoU above 0.7, in the first image.
 *
 * Strict differs from published where the release slips: it normalises the gold answer too (`t-shirt` is not a wrong
 * answer to `t-shirt`), reads number words of counts, takes no first element of a list for the answer (nor `no` for an
 * empty list), and gives nothing for what is no number or no box. No answer at all is wrong both ways.
 */
export function scoreVisual(answer: VisualAnswer | undefined, gold: VisualGold): VisualScore {
  if (answer === undefined) return { strict: false, lenient: false, ...(gold.kind === 'patch' && { iou: 0 }) }
  switch (gold.kind) {
    case 'text':
      return scoreText(answer, gold.text)
    case 'yes/no':
      return scoreText(answer, gold.value ? 'yes' : 'no')
    case 'count':
      return { strict: countOf(answer) === gold.value, lenient: publishedCountOf(answer) === gold.value }
    case 'patch': {
      const box = answer.kind === 'patch' && answer.patch.image === 0 ? answer.patch.box : undefined
      const iou = box === undefined ? 0 : boxOverlap(box, gold.box)
      return { strict: iou > enough, lenient: boxOverlap(box ?? constantBox, gold.box) > enough, iou }
    }
  }
}

function scoreText(answer: VisualAnswer, gold: string): VisualScore {
  const [strict, published] = [textOf(answer, 'strict'), textOf(answer, 'published')]
  return {
    strict: strict !== undefined && normaliseAnswer(strict, 'strict') === normaliseAnswer(gold, 'strict'),
    lenient: published !== undefined && normaliseAnswer(published, 'published') === gold,
  }
}

/** The text that an answer is compared by; `undefined` where it is none. */
function textOf(answer: VisualAnswer, manner: Manner): string | undefined {
  switch (answer.kind) {
    case 'text':
      return answer.text
    case 'boolean':
      return answer.value ? 'yes' : 'no'
    case 'number':
      return String(answer.value)
    case 'patch':
      return undefined
    case 'list':
      return manner === 'strict' ? undefined : firstText(answer.items)
    case 'other':
      return manner === 'strict' ? undefined : answer.text
  }
}

function firstText([first]: readonly VisualAnswer[]): string | undefined {
  if (first === undefined) return 'no'
  return first.kind === 'list' ? undefined : textOf(first, 'published')
}
