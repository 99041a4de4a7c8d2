import { conditionPhrase } from './condition-phrase.ts'
import type { ConditionPhrase } from './condition-phrase.ts'
import type { Dice } from '../dice.ts'
import type { Condition, Form, Group, Which } from '../form/form.ts'
import { amountOf, amountWords, groupNoun, isPlural, nounPhrase, oneOf, wallWords, withArticle } from './words.ts'
import type { Wording } from './words.ts'

type FormOf<Kind extends Form['kind']> = Extract<Form, { readonly kind: Kind }>

/** A sentence that says what the form says, as a person might. `groups` is the number of boxes or towers that there are. */
export function phrase(form: Form, words: Wording, groups: number): string {
  const sentence = sentenceOf(form, words, groups)
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${words.dice.chance(0.9) ? '.' : ''}`
}

function sentenceOf(form: Form, words: Wording, groups: number): string {
  switch (form.kind) {
    case 'items': {
      const where = form.touching
        ? ` touching ${wallWords(form.touching, words)}${words.dice.chance(0.4) ? ' of a box' : ''}`
        : ''
      return `there ${isPlural(form.amount) ? 'are' : 'is'} ${amountOf(form.amount, form.of, words)}${where}`
    }
    case 'groups':
      return groupSentence(form, words)
    case 'the':
      return theSentence(form, words, groups)
    case 'compare':
      return compareSentence(form, words)
    case 'every':
      return everySentence(form, words)
    case 'contest':
      return contestSentence(form, words, groups)
    case 'alike':
      return alikeSentence(form, words)
  }
}

function groupSentence({ over, quantifier, where }: FormOf<'groups'>, words: Wording): string {
  const { dice } = words
  const [one, many] = [groupNoun(over, words), groupNoun(over, words, true)]
  const { had, whose, clause } = joined(where, over, words)
  const qualified =
    had !== undefined && (whose === undefined || dice.chance(0.6))
      ? `with ${had}`
      : whose
        ? `whose ${whose}`
        : `in which ${clause}`
  if (quantifier === 'some')
    return had && dice.chance(0.4)
      ? `at least one ${one} has ${had}`
      : `there is ${dice.pick([withArticle(one), `at least one ${one}`])} ${qualified}`
  if (quantifier === 'no')
    return had && dice.chance(0.5)
      ? dice.pick([`no ${one} has ${had}`, `none of the ${many} has ${had}`])
      : `there is no ${one} ${qualified}`
  if (quantifier === 'every') {
    if (!had || dice.chance(0.2)) return `in ${dice.pick(['every', 'each'])} ${one} ${clause}`
    return dice.pick([`every ${one} has ${had}`, `each ${one} has ${had}`, `all ${many} have ${had}`])
  }
  const plural = isPlural(quantifier)
  const counted = `${amountWords(quantifier, words)} ${plural ? many : one}`
  if (had && dice.chance(0.35)) return `${counted} ${plural ? 'have' : 'has'} ${had}`
  return `there ${plural ? 'are' : 'is'} ${counted} ${qualified}`
}

function joined(where: readonly Condition[], over: Group, words: Wording): ConditionPhrase {
  const phrases = where.map((condition) => conditionPhrase(condition, over, words))
  const join = (parts: readonly (string | undefined)[], and: string): string | undefined =>
    parts.every((part) => part !== undefined) ? parts.join(and) : undefined
  const had = join(
    phrases.map((one) => one.had),
    ' and ',
  )
  const whose = join(
    phrases.map((one) => one.whose),
    ' and whose ',
  )
  return { ...(had && { had }), ...(whose && { whose }), clause: phrases.map(({ clause }) => clause).join(' and ') }
}

const whichWord = (which: Which, groups: number, { dice }: Wording): string =>
  which === 'left' || which === 'right' ? (groups > 2 || dice.chance(0.4) ? `${which}most` : which) : which

function theSentence({ over, which, is }: FormOf<'the'>, words: Wording, groups: number): string {
  const group = `the ${whichWord(which, groups, words)} ${groupNoun(over, words)}`
  const { had, clause } = conditionPhrase(is, over, words)
  return had && words.dice.chance(0.8) ? `${group} has ${had}` : `in ${group} ${clause}`
}

function compareSentence({ first, order, second }: FormOf<'compare'>, words: Wording): string {
  const [one, other] = [nounPhrase(first, words, true), nounPhrase(second, words, true)]
  if (words.dice.chance(0.2)) {
    const how = { more: 'greater than', fewer: 'smaller than', 'as many': 'the same as' }[order]
    return `the number of ${one} is ${how} the number of ${other}`
  }
  return `there are ${order} ${one} ${order === 'as many' ? 'as' : 'than'} ${other}`
}

function everySentence({ of, is, negated }: FormOf<'every'>, words: Wording): string {
  const { dice } = words
  const [one, many] = [nounPhrase(of, words), nounPhrase(of, words, true)]
  const [plural, single] =
    'touching' in is ? toldOfWall(wallWords(is.touching, words), dice) : toldOfKind(is.kind, words)
  if (negated) return dice.pick([`no ${one} ${single}`, `none of the ${many} ${plural}`])
  return dice.pick([`all ${many} ${plural}`, `every ${one} ${single}`, `all of the ${many} ${plural}`])
}

const toldOfWall = (wall: string, dice: Dice): readonly [string, string] =>
  dice.pick([
    [`are touching ${wall}`, `is touching ${wall}`],
    [`touch ${wall}`, `touches ${wall}`],
  ])

function toldOfKind(kind: FormOf<'items'>['of'], words: Wording): readonly [string, string] {
  if (kind.shape) return [`are ${nounPhrase(kind, words, true)}`, `is ${oneOf(kind, words)}`]
  const told = kind.color ?? kind.size ?? ''
  return [`are ${told}`, `is ${told}`]
}

function contestSentence({ over, first, of, order }: FormOf<'contest'>, words: Wording, groups: number): string {
  const [one, other] = (first === 'left' ? (['left', 'right'] as const) : (['right', 'left'] as const)).map(
    (which) => `the ${whichWord(which, groups, words)} ${groupNoun(over, words)}`,
  )
  const heights = over === 'tower' && Object.keys(of).length === 0 && words.dice.chance(0.6)
  if (heights)
    return `${one} is ${{ more: 'taller than', fewer: 'shorter than', 'as many': 'as tall as' }[order]} ${other}`
  return `${one} has ${order} ${nounPhrase(of, words, true)} ${order === 'as many' ? 'as' : 'than'} ${other}`
}

function alikeSentence({ over, measure, share }: FormOf<'alike'>, words: Wording): string {
  const { dice } = words
  const groups = groupNoun(over, words, true)
  const same = measureWords(measure, over, words)
  if (share === 'all')
    return dice.pick([`all ${groups} have the same ${same}`, `all the ${groups} have the same ${same}`])
  if (share === 'two') return `at least ${words.digits ? '2' : 'two'} ${groups} have the same ${same}`
  return `no two ${groups} have the same ${same}`
}

function measureWords(measure: FormOf<'alike'>['measure'], over: Group, words: Wording): string {
  if ('colorAt' in measure)
    return words.dice.pick([`${words.color} at the ${measure.colorAt}`, `${measure.colorAt} ${words.color}`])
  const height = over === 'tower' && Object.keys(measure.count).length === 0 && words.dice.chance(0.6)
  return height ? 'height' : `number of ${nounPhrase(measure.count, words, true)}`
}
