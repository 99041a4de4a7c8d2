import { amountTest, answerLines, fresh, indented, negation, no, yes } from './code-style.ts'
import type { CodeStyle, TestCode } from './code-style.ts'
import { conditionCode } from './condition-code.ts'
import type { Amount, Form } from '../form/form.ts'

type GroupsForm = Extract<Form, { readonly kind: 'groups' }>

/** The lines of a program that asks how many boxes or towers meet the conditions. */
export function groupLines({ over, quantifier, where }: GroupsForm, style: CodeStyle): readonly string[] {
  const { dice } = style
  const group = style.group[over]
  const codes = where.map((condition) => conditionCode(condition, group, style))
  const loop: Loop = { over, group, codes, style }
  const inline = codes.every(({ setup }) => setup.length === 0)
  if (typeof quantifier === 'object') {
    if (inline && dice.chance(0.5))
      return dice.chance(0.5) ? filtered(loop, quantifier) : comprehended(loop, quantifier)
    if (!inline && dice.chance(0.25)) return comprehended(withPredicate(loop), quantifier)
    return counting(loop, quantifier)
  }
  if (inline && dice.chance(0.5)) return quantified(loop, quantifier)
  if (!inline && dice.chance(0.25)) return quantified(withPredicate(loop), quantifier)
  return quantifier === 'every' ? refuting(loop) : witnessing(loop, quantifier)
}

interface Loop {
  readonly over: GroupsForm['over']
  /** The variable that holds one group. */
  readonly group: string
  readonly codes: readonly TestCode[]
  readonly style: CodeStyle
}

const found = ({ over }: Loop): string => `image_patch.find('${over}')`
const allTests = ({ codes }: Loop): string => codes.map(({ test }) => test).join(' and ')

/** The conditions, said once in a function of their own. */
function withPredicate(loop: Loop): Loop {
  const { style, codes, group } = loop
  const name = style.dice.pick(['matches', 'is_match', 'meets_condition'])
  style.functions.set(name, [
    `def ${name}(${group}):`,
    ...indented([...codes.flatMap(({ setup }) => setup), `return ${allTests(loop)}`]),
  ])
  return { ...loop, codes: [{ setup: [], test: `${name}(${group})` }] }
}

/** `do` for each group that meets the conditions: with guards, or all conditions at once. */
function forEachMatch(loop: Loop, todo: readonly string[]): readonly string[] {
  const { group, codes, style } = loop
  const guards = codes.length > 1 && style.dice.chance(0.4)
  const body = guards
    ? [...codes.flatMap(({ setup, test }) => [...setup, `if ${negation(test)}:`, '    continue']), ...todo]
    : [...codes.flatMap(({ setup }) => setup), `if ${allTests(loop)}:`, ...indented(todo)]
  return [`for ${group} in ${found(loop)}:`, ...indented(body)]
}

function counting(loop: Loop, amount: Amount): readonly string[] {
  const { over, group, style } = loop
  if (style.dice.chance(0.25)) {
    const list = fresh(style, `matching_${over === 'box' ? 'boxes' : 'towers'}`)
    return [
      `${list} = []`,
      ...forEachMatch(loop, [`${list}.append(${group})`]),
      ...answerLines(amountTest(`len(${list})`, amount, style), style),
    ]
  }
  const count = fresh(
    style,
    style.dice.pick(['count', 'count', `num_${over === 'box' ? 'boxes' : 'towers'}`, 'matching']),
  )
  return [
    `${count} = 0`,
    ...forEachMatch(loop, [`${count} += 1`]),
    ...answerLines(amountTest(count, amount, style), style),
  ]
}

/** One filter after the other, as a semantic parser writes. */
function filtered(loop: Loop, amount: Amount): readonly string[] {
  const { over, group, codes, style } = loop
  const list = fresh(style, over === 'box' ? 'boxes' : 'towers')
  return [
    `${list} = ${found(loop)}`,
    ...codes.map(({ test }) => `${list} = [${group} for ${group} in ${list} if ${test}]`),
    ...answerLines(amountTest(`len(${list})`, amount, style), style),
  ]
}

function comprehended(loop: Loop, amount: Amount): readonly string[] {
  const { group, style } = loop
  if (style.dice.chance(0.4))
    return answerLines(amountTest(`sum(1 for ${group} in ${found(loop)} if ${allTests(loop)})`, amount, style), style)
  const matching = fresh(style, 'matching')
  return [
    `${matching} = [${group} for ${group} in ${found(loop)} if ${allTests(loop)}]`,
    ...answerLines(amountTest(`len(${matching})`, amount, style), style),
  ]
}

function quantified(loop: Loop, quantifier: 'every' | 'some' | 'no'): readonly string[] {
  const { group, style } = loop
  const call = { every: 'all', some: 'any', no: 'not any' }[quantifier]
  return answerLines(`${call}(${allTests(loop)} for ${group} in ${found(loop)})`, style)
}

function refuting(loop: Loop): readonly string[] {
  const { group, codes, style } = loop
  const body = codes.flatMap(({ setup, test }) => [...setup, `if ${negation(test)}:`, `    ${no(style)}`])
  return [`for ${group} in ${found(loop)}:`, ...indented(body), yes(style)]
}

function witnessing(loop: Loop, quantifier: 'some' | 'no'): readonly string[] {
  const [hit, end] = quantifier === 'some' ? [yes(loop.style), no(loop.style)] : [no(loop.style), yes(loop.style)]
  return [...forEachMatch(loop, [hit]), end]
}
