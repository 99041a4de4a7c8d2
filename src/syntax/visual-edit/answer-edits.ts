import { level, levelOf } from '../expression.ts'
import { child, enclosing, parts } from '../syntax-node.ts'
import { argumentsOf, calledName } from './call.ts'
import { stringLiteral } from './string-literal.ts'
import type { EditFamily } from './visual-edit.ts'
import { rewritten } from './visual-edit.ts'

const opposites: Readonly<Record<string, string>> = {
  yes: 'no',
  no: 'yes',
  Yes: 'No',
  No: 'Yes',
  true: 'false',
  false: 'true',
}

/** The other answer: of a text, of a truth, of both ends of `a if c else b`. */
export const answerEdits: EditFamily = function* (node) {
  const literal = stringLiteral(node)
  const other = literal && opposites[literal.text]
  if (literal !== undefined && other !== undefined)
    yield rewritten('answer', node, { text: literal.quoted(other), weight: 0.8 })
  if (node.kind === 'true') yield rewritten('answer', node, { text: 'False', weight: 0.8 })
  if (node.kind === 'false') yield rewritten('answer', node, { text: 'True', weight: 0.8 })
  if (node.kind === 'conditional_expression') {
    const [whenTrue, condition, otherwise] = parts(node)
    if (whenTrue === undefined || condition === undefined || otherwise === undefined) return
    const text = `${otherwise.text} if ${condition.text} else ${whenTrue.text}`
    yield rewritten('answer', node, { text, level: level.conditional, weight: 0.9 })
  }
}

/** An answer of the wrong type: a truth that is not said, a list that is not counted. */
export const answerTypeEdits: EditFamily = function* (node, { roleOf }) {
  if (node.kind !== 'return_statement' || enclosing(node, 'function_definition')?.parent?.kind !== 'module') return
  const [value] = parts(node)
  if (value === undefined) return
  const role = roleOf(value)
  if (role === 'truth') yield rewritten('answer', value, { text: `bool_to_yesno(${value.text})`, weight: 0.4 })
  if (role === 'number') yield rewritten('answer', value, { text: `str(${value.text})`, weight: 0.2 })
  if (!role.endsWith('[]')) return
  yield rewritten('answer', value, { text: `str(len(${value.text}))`, weight: 0.4 })
  yield rewritten('answer', value, { text: `bool_to_yesno(len(${value.text}) > 0)`, weight: 0.4 })
}

/** One option fewer where the best of several texts is chosen. */
export const optionEdits: EditFamily = function* (node) {
  const list = calledName(node) === 'best_text_match' ? argumentsOf(node)[0] : undefined
  if (list?.kind !== 'list') return
  const options = parts(list)
  if (options.length < 3) return
  for (const dropped of options) {
    const kept = options.filter((each) => each !== dropped).map(({ text }) => text)
    yield rewritten('option', list, { text: `[${kept.join(', ')}]`, weight: 0.3 })
  }
}

/** Arguments that changed places: `verify_property('yellow', 'block')`. */
export const argumentEdits: EditFamily = function* (node) {
  const given = argumentsOf(node)
  const name = calledName(node)
  if (name === undefined || given.length !== 2 || given.some(({ kind }) => kind === 'keyword_argument')) return
  // for these the order means nothing, or the call does not work the other way
  if (/^(distance|min|max|filter|map|isinstance|best_image_match)$/.test(name)) return
  const [first, second] = given
  if (levelOf(first!) === level.lambda || levelOf(second!) === level.lambda) return
  const callee = child(node, 'function')!.text
  yield rewritten('arguments', node, { text: `${callee}(${second!.text}, ${first!.text})`, weight: 0.4 })
}
