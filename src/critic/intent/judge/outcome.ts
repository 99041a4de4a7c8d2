import type { Ran } from '../machine/program.ts'
import type { Value } from '../machine/value.ts'
import { PyPatch, isList, textOf } from '../machine/value.ts'

/** What a run says, as an answer to compare: `undefined` where nothing can be said; `!…` where it raised. */
export const outcomeOf = (ran: Ran): string | undefined => {
  switch (ran.kind) {
    case 'returned':
      return answerText(ran.value)
    case 'raised':
      return `!${ran.error}`
    default:
      return undefined
  }
}

const words: Readonly<Record<string, string>> = {
  true: 'yes',
  false: 'no',
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
}

const answerText = (value: Value): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof PyPatch) return `box ${value.box.left} ${value.box.lower} ${value.box.right} ${value.box.upper}`
  if (isList(value)) return value.length === 0 ? 'no' : answerText(value[0]!)
  const text = textOf(value)
    .toLowerCase()
    .trim()
    .replace(/^(a|an|the) /, '')
    .replace(/\.$/, '')
  return words[text] ?? text
}
