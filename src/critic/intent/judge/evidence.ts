import type { Execution } from '../../../core/execution.ts'
import type { Span } from '../../../core/span.ts'
import type { VisualTask } from '../../../core/visual.ts'
import type { SyntaxTree } from '../../../syntax/python.ts'
import type { Runnable } from '../machine/program.ts'
import { runnable } from '../machine/program.ts'
import { Unread } from '../machine/value.ts'
import type { Agreement } from './agreement.ts'
import { agreementOf, runsOf } from './agreement.ts'
import type { Slip } from './layout.ts'
import { slipsIn, unusedIn } from './layout.ts'
import type { Failure } from './failure.ts'
import { failureOf } from './failure.ts'
import type { Situation } from './situation.ts'
import type { TraceFact } from './trace-facts.ts'
import { traceFacts } from './trace-facts.ts'
import { vocabularyOf } from './vocabulary.ts'
import type { Suspect } from './what-if.ts'
import { suspects, trialOf } from './what-if.ts'
import { wordSlips } from './wording-rules.ts'

export interface Material {
  readonly visual: VisualTask
  readonly tree: SyntaxTree
  readonly situation: Situation
  readonly execution: Execution | undefined
}

/** All that is known for or against a program. */
export interface Findings extends Material {
  /** It cannot be right: it raised, never ended, is no Python, gave no answer. */
  readonly failure: Failure | undefined
  /** How the program and the question agree in imagined worlds; absent where one of them was not understood. */
  readonly agreement: Agreement | undefined
  /**
   * Places where something else would agree better, best first. They are not looked for in a program that was not run: a
   * refiner shows its candidates so, hundreds of them, and asks only which agree.
   */
  readonly suspects: readonly Suspect[] | undefined
  readonly layout: readonly Slip[]
  readonly unused: readonly Slip[]
  readonly words: readonly Slip[]
  readonly facts: readonly TraceFact[]
}

/** Agreement that counts as full. */
export const full = 0.999
/** In fewer worlds than this nothing is told. */
const fewest = 12

export const evidenceOf = (material: Material): Findings => {
  const { visual, tree, situation, execution } = material
  const failure = failureOf(tree, execution, visual)
  const program = tree.errors.length > 0 ? undefined : runnableOf(tree, visual)
  const agreement = program && agreementIn(program, situation)
  const asked =
    agreement === undefined || agreement.share >= full || program === undefined
      ? []
      : execution === undefined
        ? undefined
        : suspects(tree, program, trialOf(situation, agreement, vocabularyOf(visual.question, tree, situation)))
  return {
    ...material,
    failure,
    agreement,
    suspects: asked,
    layout: slipsIn(tree),
    unused: unusedIn(tree),
    words: wordSlips(visual, tree),
    facts: execution === undefined ? [] : traceFacts(execution),
  }
}

const runnableOf = (tree: SyntaxTree, { input }: VisualTask): Runnable | undefined => {
  try {
    return runnable(tree, input)
  } catch (error) {
    if (error instanceof Unread) return undefined
    throw error
  }
}

const agreementIn = (program: Runnable, { worlds, senses }: Situation): Agreement | undefined => {
  const agreement = agreementOf(runsOf(program, worlds), worlds, senses)
  return agreement === undefined || agreement.told < fewest ? undefined : agreement
}

/** A place for people. */
export const lineOf = ({ from }: Span): string => `line ${from.line}`
