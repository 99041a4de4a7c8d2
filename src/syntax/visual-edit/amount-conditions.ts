import { level } from '../expression.ts'
import type { ConditionText } from './condition-texts.ts'
import { isUnread } from './unread.ts'
import type { EditSite, Variable } from './visual-edit.ts'

/** Numbers of a question that conditions on amounts are made with. */
const NUMBERS = 3

const numbersOf = ({ vocabulary }: EditSite): readonly number[] =>
  [...new Set([...vocabulary.numbers.slice(0, NUMBERS), 1])].filter((each) => each > 0)

/** `amount == 2`, `amount >= 2`: for each number of the question, and for one. */
const compared = (amount: string, site: EditSite): readonly string[] =>
  numbersOf(site).flatMap((each) => [`${amount} == ${each}`, `${amount} >= ${each}`])

/** That a patch holds what the question names, and how many. */
export const contents = (name: string, site: EditSite): readonly ConditionText[] =>
  site.vocabulary.phrases.flatMap((phrase) =>
    [...compared(`len(${name}.find('${phrase}'))`, site), `len(${name}.find('${phrase}')) == 0`].map((text) => ({
      text,
      level: level.comparison,
      weight: phrase.includes(' ') ? 0.25 : 0.15,
    })),
  )

/** How much a number is, how many a list holds: one after the other, and of those not used yet all together. */
export const amounts = (variables: readonly Variable[], site: EditSite): readonly ConditionText[] => {
  const single = variables.flatMap((variable) => {
    const weight = isUnread(variable, site) ? 0.7 : 0.15
    return amountTexts(variable, site).map((text) => ({ text, level: level.comparison, weight }))
  })
  const unread = variables.filter((each) => amountOf(each) !== undefined && isUnread(each, site))
  return unread.length === 2 || unread.length === 3 ? [...single, ...together(unread, site)] : single
}

const amountOf = ({ name, role }: Variable): string | undefined =>
  role === 'number' ? name : role.endsWith('[]') ? `len(${name})` : undefined

/** What was counted, in the order of the program, and never used: all of it is asked for, or any of it is near. */
const together = (unread: readonly Variable[], site: EditSite): readonly ConditionText[] => {
  const choices = unread
    .toReversed()
    .map((each) => amountOf(each)!)
    .map((amount) => [...new Set([`${amount} >= 1`, ...compared(amount, site)])])
  const all = choices.reduce<readonly string[]>(
    (joined, each) =>
      joined.length === 0 ? each : joined.flatMap((left) => each.map((right) => `${left} and ${right}`)),
    [],
  )
  const near = unread.toReversed().map((each) => `${amountOf(each)!} <= 1`)
  return [
    ...all.slice(0, COMBINATIONS).map((text) => ({ text, level: level.and, weight: 0.6 })),
    { text: near.join(' or '), level: level.or, weight: 0.6 },
  ]
}

/** Ways to ask for several amounts at once that are tried. */
const COMBINATIONS = 40

const amountTexts = (variable: Variable, site: EditSite): readonly string[] => {
  const { name, role } = variable
  if (role === 'number') return [...compared(name, site), ...(isUnread(variable, site) ? [`${name} <= 1`] : [])]
  if (!role.endsWith('[]')) return []
  const counted = compared(`len(${name})`, site)
  if (role === 'number[]') return [...counted, `min(${name}) <= 1`, `min(${name}) > 1`]
  return role === 'text[]' ? [...counted, ...textSets(name, site)] : counted
}

const textSets = (name: string, { vocabulary }: EditSite): readonly string[] => {
  const colors = vocabulary.attributes.color.map((each) => `'${each}'`)
  return [`len(set(${name})) == 1`, ...(colors.length > 0 ? [`set(${name}) == {${colors.join(', ')}}`] : [])]
}
