import type { Condition, Direction, Extreme, Group, Kind } from '../form/form.ts'
import { amountOf, amountWords, isPlural, nounPhrase, oneOf, wallWords } from './words.ts'
import type { Wording } from './words.ts'

/** The same condition in the places of a sentence where one can stand. */
export interface ConditionPhrase {
  /** After `has` or `with`: `two black items`. */
  readonly had?: string
  /** After `whose`: `highest item is yellow`. */
  readonly whose?: string
  /** A sentence of its own, after `in which`: `there are two black items`. */
  readonly clause: string
}

export function conditionPhrase(condition: Condition, over: Group, words: Wording): ConditionPhrase {
  const { dice, item } = words
  switch (condition.kind) {
    case 'count': {
      const { of, touching, amount } = condition
      const where = touching ? ` touching ${wallWords(touching, words)}` : ''
      return had(`${amountOf(amount, of, words)}${where}`, isPlural(amount))
    }
    case 'only':
      return {
        ...had(`only ${nounPhrase(condition.of, words, true)}`, true),
        clause: `all ${item}s are ${bare(condition.of, words)}`,
      }
    case 'variety': {
      const of = condition.of === 'color' ? words.color : 'shape'
      const { relation, number } = condition.amount
      if (number === 1 && relation === 'exactly')
        return {
          had: `${item}s of ${dice.pick(['only one', 'exactly one'])} ${of}`,
          whose: `${item}s all have the same ${of}`,
          clause: `all ${item}s have the same ${of}`,
        }
      const different = number > 1 && dice.chance(0.5) ? 'different ' : ''
      return had(
        `${item}s of ${amountWords(condition.amount, words)} ${different}${of}${number === 1 ? '' : 's'}`,
        true,
      )
    }
    case 'relation': {
      const [first, second] = [oneOf(condition.first, words), oneOf(condition.second, words)]
      const where = directionWords(condition.direction, words)
      return { had: `${first} ${where} ${second}`, clause: `${first} is ${where} ${second}` }
    }
    case 'extreme': {
      const told = `${extremeWord(condition.which, words)} ${item} is ${bare(condition.is, words)}`
      return { whose: told, clause: `the ${told}` }
    }
    default:
      return towerPhrase(condition, over, words)
  }
}

function towerPhrase(
  condition: Extract<Condition, { kind: 'block' | 'stacked' }>,
  over: Group,
  words: Wording,
): ConditionPhrase {
  const { dice } = words
  if (condition.kind === 'stacked') {
    const { upper, lower } = condition
    return had(
      dice.pick([
        `${oneOf({ color: upper }, words)} directly on top of ${oneOf({ color: lower }, words)}`,
        `${oneOf({ color: upper }, words)} right above ${oneOf({ color: lower }, words)}`,
        `${oneOf({ color: lower }, words)} directly below ${oneOf({ color: upper }, words)}`,
      ]),
      false,
    )
  }
  const { place, is } = condition
  if (place === 'second') {
    const told = `second block from the ${dice.pick(['base', 'bottom'])} is ${is}`
    return { whose: told, clause: `the ${told}` }
  }
  const name = place === 'top' ? 'top' : dice.pick(['base', 'base', 'bottom'])
  const whose = name === 'base' ? `base is ${is}` : `${name} block is ${is}`
  return {
    had: `${oneOf({ color: is }, words)} ${name === 'bottom' ? 'at' : dice.pick(['at', 'at', 'as'])} the ${name}`,
    whose,
    clause: `the ${whose}`,
  }
}

const had = (told: string, plural: boolean): ConditionPhrase => ({
  had: told,
  clause: `there ${plural ? 'are' : 'is'} ${told}`,
})

/** `yellow`, `a yellow circle`. */
const bare = (kind: Kind, words: Wording): string =>
  kind.shape ? oneOf(kind, words) : [kind.size, kind.color].filter(Boolean).join(' and ')

function directionWords(direction: Direction, { dice }: Wording): string {
  switch (direction) {
    case 'above':
      return dice.pick(['above', 'above', 'higher than'])
    case 'below':
      return dice.pick(['below', 'below', 'lower than'])
    case 'left of':
      return dice.pick(['to the left of', 'left of'])
    case 'right of':
      return dice.pick(['to the right of', 'right of'])
  }
}

function extremeWord(which: Extreme, { dice }: Wording): string {
  switch (which) {
    case 'highest':
      return dice.pick(['highest', 'topmost', 'top'])
    case 'lowest':
      return dice.pick(['lowest', 'bottom'])
    case 'largest':
      return dice.pick(['largest', 'biggest'])
    default:
      return which
  }
}
