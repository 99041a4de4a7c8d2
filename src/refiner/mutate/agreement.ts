import type { CheckResult } from '../../core/execution.ts'

/** What a program answered to each generated input; `undefined` where it gave no answer that can be compared. */
export type Answers = readonly (string | undefined)[]

/** The answers in the order of the inputs: `repr` of a value, class of an exception. */
export const answersOf = (inputs: readonly string[], results: readonly CheckResult[]): Answers =>
  inputs.map((_, index) => {
    const result = results.find(({ checkId }) => checkId === probeId(index))
    if (result === undefined || result.verdict === 'undecided') return undefined
    if (result.outcome.kind === 'exceeded') return 'exceeded'
    return (
      result.actual ?? (result.outcome.kind === 'raised' ? `${failed}${result.outcome.error}` : result.outcome.kind)
    )
  })

export const probeId = (index: number): string => `probe ${index + 1}`

const failed = 'raised '

export const crashed = (answer: string | undefined): boolean =>
  answer === undefined || answer === 'exceeded' || answer.startsWith(failed)

export const sameBehaviour = (a: Answers, b: Answers): boolean => a.every((answer, index) => answer === b[index])

/**
 * For each program the share of all weight that answers as it does, averaged over the inputs that tell programs apart.
 * Inputs that most of the weight cannot handle lie outside of what the program is for, and say nothing.
 */
export const agreement = (answers: readonly Answers[], weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const share = (index: number, wanted: (answer: string | undefined) => boolean): number =>
    answers.reduce((sum, each, program) => sum + (wanted(each[index]) ? weights[program]! : 0), 0) / total
  const inputs = Array.from(answers[0] ?? [], (_, index) => index)
  const telling = inputs.filter((index) => {
    const differ = answers.some((each) => each[index] !== answers[0]![index])
    return differ && share(index, crashed) < 0.5
  })
  if (telling.length === 0) return answers.map(() => 1)
  return answers.map((own) => {
    const shares = telling.map((index) => share(index, (answer) => answer === own[index]))
    return shares.reduce((sum, each) => sum + each, 0) / shares.length
  })
}
