import type { Execution } from '../../../core/execution.ts'
import type { Blame, Feedback } from '../../../core/feedback.ts'
import type { VisualTask } from '../../../core/visual.ts'
import type { SyntaxTree } from '../../../syntax/python.ts'
import type { Wording } from '../world/sight.ts'
import { wording } from '../world/sight.ts'
import { blameFor } from './blame.ts'
import { evidenceOf } from './evidence.ts'
import { messageFor } from './message.ts'
import { probabilityOf } from './score.ts'
import type { Situation } from './situation.ts'
import { isFlat, situationOf } from './situation.ts'
import { textsIn } from './vocabulary.ts'

/** Judges programs; keeps what it has read and imagined for the last few questions. */
export interface Judge {
  feedback(visual: VisualTask, tree: SyntaxTree, execution: Execution | undefined): Feedback
}

const kept = 64
const wordsKept = 4_000

export const judgeOf = (): Judge => {
  let words: Wording = wording()
  const situations = new Map<string, Situation>()
  const situationFor = (visual: VisualTask, tree: SyntaxTree): Situation => {
    const spoken = textsIn(tree)
    const key = `${visual.input}|${visual.question}|${isFlat(visual, spoken) ? '' : spoken.join('|')}`
    const known = situations.get(key)
    if (known !== undefined) return known
    if (words.size() > wordsKept) words = wording()
    const made = situationOf(visual, spoken, words)
    if (situations.size >= kept) situations.delete([...situations.keys()][0]!)
    situations.set(key, made)
    return made
  }
  return {
    feedback(visual, tree, execution) {
      const evidence = evidenceOf({ visual, tree, situation: situationFor(visual, tree), execution })
      const probability = probabilityOf(evidence)
      const blame: readonly Blame[] = probability >= 0.5 ? [] : blameFor(evidence)
      const verdict = probability >= 0.5 ? 'pass' : 'fail'
      return { from: 'intent', verdict, probability, message: messageFor(evidence, verdict, blame), blame }
    },
  }
}
