import type { Execution } from '../../../core/execution.ts'
import { limitNames } from '../../../core/execution.ts'
import type { Span } from '../../../core/span.ts'
import type { VisualTask } from '../../../core/visual.ts'
import type { SyntaxTree } from '../../../syntax/python.ts'
import { rawImages } from './layout.ts'

/** Why a program cannot be right, whatever it means. */
export interface Failure {
  readonly reason: string
  readonly places: readonly { readonly span: Span; readonly weight: number }[]
}

/** From the text and the last execution: no Python, an exception, no end, no answer. */
export const failureOf = (
  tree: SyntaxTree,
  execution: Execution | undefined,
  { answer }: VisualTask,
): Failure | undefined => {
  if (tree.errors.length > 0)
    return { reason: 'this is no Python', places: tree.errors.slice(0, 3).map((span) => ({ span, weight: 1 })) }
  if (execution === undefined) return undefined
  const { outcome } = execution
  switch (outcome.kind) {
    case 'returned':
      return outcome.value === undefined ? undefined : noAnswer(tree, outcome.value.type, answer)
    case 'raised':
    case 'rejected': {
      const raw = /'(Image|Tensor|str|dict)' object has no attribute/.test(outcome.message)
        ? rawImages(tree).map(({ span }) => ({ span, weight: 1 }))
        : []
      const at = outcome.at === undefined ? [] : [{ span: outcome.at, weight: raw.length > 0 ? 0.7 : 0.9 }]
      return { reason: `it raised ${outcome.error}: ${outcome.message}`, places: [...raw, ...at] }
    }
    case 'exceeded':
      return { reason: `it went over the limit of ${limitNames[outcome.limit]}`, places: lastPlace(execution) }
    case 'exited':
    case 'crashed':
    case 'blocked':
      return { reason: 'it gave no answer', places: lastPlace(execution) }
    default:
      return undefined
  }
}

const noAnswer = (tree: SyntaxTree, type: string, answer: VisualTask['answer']): Failure | undefined => {
  const whole = [{ span: tree.root.span, weight: 0.2 }]
  if (type === 'NoneType') return { reason: 'it ended without an answer', places: whole }
  if (answer === 'patch' && /^(str|int|float|bool)$/.test(type))
    return { reason: `a place is asked for, it answered with ${type}`, places: whole }
  if (answer === 'count' && /^(list|ImagePatch|dict)$/.test(type))
    return { reason: `a number is asked for, it answered with ${type}`, places: whole }
  return undefined
}

const lastPlace = ({ trace }: Execution): Failure['places'] => {
  const last = trace?.steps.at(-1)
  return last === undefined ? [] : [{ span: last.at, weight: 0.8 }]
}
