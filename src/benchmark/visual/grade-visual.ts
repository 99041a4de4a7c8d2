import type { Execute, FaultCause, Grade, Verdict } from '../../core/benchmark.ts'
import { program } from '../../core/program.ts'
import type { Task } from '../../core/task.ts'
import type { Program } from '../../core/program.ts'
import { answerWords, goldWords } from './answer-words.ts'
import { fallbackProgram } from './fallback-program.ts'
import { withOneImage } from './one-image.ts'
import type { VisualEnding } from './read-answer.ts'
import { endingWords, readAnswer } from './read-answer.ts'
import type { VisualGold, VisualScore } from './score-visual.ts'
import { scoreVisual } from './score-visual.ts'

/** What a benchmark knows of a task besides the task. */
export interface VisualSecret {
  readonly gold: VisualGold
  /** A program that is known to be right: it tells errors of programs from errors of vision. */
  readonly goldProgram?: string
  /** Of the task's seed. */
  readonly faultLines?: readonly number[]
}

export interface VisualGrading extends VisualSecret {
  readonly execute: Execute
  /** Also ask a plain vision-language model. Default false. */
  readonly fallback?: boolean
}

/**
 * Grades an answer about images: strict and as published, the seed's beside the submission's. A program that gives no answer is
 * wrong; what the toolset cannot serve rejects as its `EngineError` and is no grade.
 */
export async function gradeVisual(task: Task, submitted: Program, grading: VisualGrading): Promise<Grade> {
  const { gold, execute, faultLines } = grading
  const judge = async (source: string): Promise<Judged> => {
    const ending = readAnswer(await execute(program(source, task.language), { module: task.module }, task))
    return { ending, score: scoreVisual(ending.answer, gold) }
  }
  const after = await judge(submitted.source)
  const before = task.seed === submitted.source ? after : task.seed === undefined ? undefined : await judge(task.seed)
  const verdict = verdictOf(after.score.strict)
  const lenient = verdictOf(after.score.lenient)
  const cause = verdict === 'fail' ? await causeOf(after.ending, grading.goldProgram, judge) : undefined
  const fallback = grading.fallback === true ? await askPlainly(task, grading) : undefined
  return {
    verdict,
    message: messageOf(after, gold),
    passed: verdict === 'pass' ? 1 : 0,
    of: 1,
    lenient: before === undefined ? { after: lenient } : { before: verdictOf(before.score.lenient), after: lenient },
    expected: goldWords(gold),
    ...(before !== undefined && { before: verdictOf(before.score.strict) }),
    ...(after.ending.answer !== undefined && { actual: answerWords(after.ending.answer) }),
    ...(after.score.iou !== undefined && { iou: after.score.iou }),
    ...(grading.goldProgram !== undefined && { reference: { source: grading.goldProgram } }),
    ...(cause !== undefined && { cause }),
    ...(fallback !== undefined && { fallback }),
    ...(faultLines !== undefined && { faultLines }),
  }
}

interface Judged {
  readonly ending: VisualEnding
  readonly score: VisualScore
}

const verdictOf = (right: boolean): Verdict => (right ? 'pass' : 'fail')

function messageOf({ ending, score }: Judged, gold: VisualGold): string {
  if (ending.answer === undefined) return `no answer: the program ${endingWords(ending.outcome)}`
  return score.strict ? 'passed' : `answered ${answerWords(ending.answer)}, expected ${goldWords(gold)}`
}

/** Errors that a program makes whatever the images show. */
const ownErrors = new Set(['NameError', 'UnboundLocalError', 'SyntaxError', 'IndentationError'])

async function causeOf(
  { outcome }: VisualEnding,
  goldProgram: string | undefined,
  judge: (source: string) => Promise<Judged>,
): Promise<FaultCause> {
  if (outcome?.kind === 'rejected' || (outcome?.kind === 'raised' && ownErrors.has(outcome.error)))
    return 'program error'
  if (goldProgram === undefined) return 'ambiguous'
  return (await judge(goldProgram)).score.strict ? 'program error' : 'vision error'
}

/** The plain model's answer, on its own: VDebugger's scorer puts it in silently where a program fails. */
async function askPlainly(task: Task, { gold, execute }: VisualGrading): Promise<Grade['fallback']> {
  const { visual } = task
  if (visual === undefined) return undefined
  return withOneImage(visual.images, async (image) => {
    const plain: Task = { ...task, visual: { ...visual, input: 'image', images: [image] } }
    const execution = await execute(program(fallbackProgram(visual)), { module: task.module }, plain)
    const { strict, lenient } = scoreVisual(readAnswer(execution).answer, gold)
    return { verdict: verdictOf(strict), lenient: verdictOf(lenient) }
  })
}
