import type { Blame, Feedback } from '../../../core/feedback.ts'
import { questionInWords } from '../language/in-words.ts'
import type { Findings } from './evidence.ts'
import { full, lineOf } from './evidence.ts'
import { outcomeOf } from './outcome.ts'

/** Why the verdict is what it is, for a person. */
export const messageFor = (findings: Findings, verdict: Feedback['verdict'], blame: readonly Blame[]): string => {
  const { failure, agreement, situation } = findings
  const first = blame[0]
  const where = first === undefined ? '' : ` Look at ${lineOf(first.span)}: ${first.reason}.`
  if (failure !== undefined) return `The program cannot be right: ${failure.reason}.${where}`
  const meant = questionInWords(situation.reading.question)
  if (agreement === undefined)
    return verdict === 'pass'
      ? 'Nothing in the words of the program contradicts the question.'
      : `The program does not fit the words of the question.${where}`
  if (agreement.share >= full)
    return `In all ${agreement.told} imagined scenes the program says what the question means (${meant}).`
  const differs = `The question means: ${meant}. In ${agreement.wrong.length} of ${agreement.told} imagined scenes the program says something else${example(findings)}.`
  return verdict === 'pass'
    ? `${differs} No small change mends that, so the question may mean something else.`
    : differs + where
}

/** One scene where they differ. */
const example = ({ agreement, situation }: Findings): string => {
  const index = agreement?.wrong[0]
  if (agreement === undefined || index === undefined) return ''
  const { answers, shows } = situation.worlds[index]!
  const said = outcomeOf(agreement.runs[index]!)
  return `: with ${shows()} the answer is ${answers[agreement.sense]}, the program ${said?.startsWith('!') === true ? `raises ${said.slice(1)}` : `says ${said}`}`
}
