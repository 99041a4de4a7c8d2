import type { Patch, VisionCall, VisualAnswer } from '../../core/visual.ts'
import type { PageCall } from './page-model.ts'

/** A call of the toolset in the program's own words. `stepOf` gives the index of the step with an id. */
export function pageCall(call: VisionCall, stepOf: (id: number) => number): PageCall {
  const made = 'made' in call ? call.made.map(({ id }) => id) : []
  return {
    id: call.id,
    ...(call.stepId !== undefined && { step: stepOf(call.stepId) }),
    op: call.op,
    text: textOf(call),
    answer: answerOf(call, made),
    ...('confidence' in call && { confidence: call.confidence }),
    asked: 'patches' in call ? call.patches.map(({ id }) => id) : 'patch' in call ? [call.patch.id] : [],
    made,
  }
}

function textOf(call: VisionCall): string {
  switch (call.op) {
    case 'open':
      return 'ImagePatch(…)'
    case 'find':
    case 'exists':
      return `${named(call.patch)}.${call.op}(${quoted(call.name)})`
    case 'crop':
      return `${named(call.patch)}.crop(…)`
    case 'verify_property':
      return `${named(call.patch)}.verify_property(${quoted(call.name)}, ${quoted(call.property)})`
    case 'best_text_match':
      return `${named(call.patch)}.best_text_match(${list(call.options.map(quoted))})`
    case 'simple_query':
      return `${named(call.patch)}.simple_query(${quoted(call.question)})`
    case 'compute_depth':
      return `${named(call.patch)}.compute_depth()`
    case 'best_image_match':
      return `best_image_match(${list(call.patches.map(named))}, ${list(call.content.map(quoted))})`
    case 'llm_query':
      return `llm_query(${quoted(call.question)})`
    case 'answer':
      return 'the answer'
  }
}

function answerOf(call: VisionCall, made: readonly number[]): string {
  switch (call.op) {
    case 'open':
    case 'crop':
      return made.length === 0 ? 'no area' : made.map(nameOf).join(', ')
    case 'find':
      return made.length === 0 ? 'nothing' : list(made.map(nameOf))
    case 'exists':
    case 'verify_property':
      return call.answer ? 'True' : 'False'
    case 'best_text_match':
    case 'simple_query':
    case 'llm_query':
      return quoted(call.answer)
    case 'compute_depth':
    case 'best_image_match':
      return String(call.answer)
    case 'answer':
      return answerText(call.answer)
  }
}

function answerText(answer: VisualAnswer): string {
  if (answer.kind === 'boolean') return answer.value ? 'True' : 'False'
  if (answer.kind === 'number') return String(answer.value)
  if (answer.kind === 'patch') return named(answer.patch)
  if (answer.kind === 'list') return list(answer.items.map(answerText))
  return answer.kind === 'text' ? quoted(answer.text) : answer.text
}

const nameOf = (id: number): string => `p${id}`
const named = ({ id }: Patch): string => nameOf(id)
/** Items of a list that are told. */
const mostItems = 40

const list = (items: readonly string[]): string =>
  items.length > mostItems
    ? `[${items.slice(0, mostItems).join(', ')}, … ${items.length - mostItems} more]`
    : `[${items.join(', ')}]`

/** A text as Python source, near enough for a reader; a long one is cut. */
const quoted = (text: string): string => {
  const shown = text.length > 300 ? `${text.slice(0, 300)}…` : text
  return /['\\\n]/.test(shown) ? JSON.stringify(shown) : `'${shown}'`
}
