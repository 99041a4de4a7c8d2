import type { Feedback } from '../core/feedback.ts'
import { probabilityOf } from '../core/feedback.ts'
import type { Critic } from '../core/roles.ts'

/** Several critics as one: it fails what any fails, weighs what each believes, and blames what any blames. */
export const together = (critics: readonly Critic[]): Critic => {
  const [only, ...others] = critics
  if (only !== undefined && others.length === 0) return only
  return {
    name: critics.map(({ name }) => name).join('+'),
    async critique(task, attempt, means) {
      const all = await Promise.all(critics.map((critic) => critic.critique(task, attempt, means)))
      return joined(critics.map(({ name }) => name).join('+'), all)
    },
  }
}

const joined = (from: string, all: readonly Feedback[]): Feedback => {
  const verdicts = all.map(({ verdict }) => verdict)
  const marked = all.find((one) => one.marked !== undefined)?.marked
  return {
    from,
    verdict: verdicts.includes('fail') ? 'fail' : verdicts.includes('pass') ? 'pass' : 'unsure',
    probability: probabilityOf(all),
    message: all.flatMap(({ message }) => (message === '' ? [] : [message])).join('\n'),
    ...(marked !== undefined && { marked }),
    blame: all.flatMap(({ blame }) => blame).toSorted((a, b) => b.weight - a.weight),
  }
}
