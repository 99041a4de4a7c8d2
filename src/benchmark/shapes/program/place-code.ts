import { fresh, listName } from './code-style.ts'
import type { CodeStyle, TestCode } from './code-style.ts'
import type { Condition, Direction, Extreme } from '../form/form.ts'
import { kindTest, patchName, selected } from './select-code.ts'

type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { readonly kind: Kind }>

type Comparison = readonly [attribute: string, sign: string, reference: string]

/** Ways to see that one patch lies beyond another, y upwards. */
const beyond: Readonly<Record<Direction, readonly Comparison[]>> = {
  above: [
    ['vertical_center', '>', 'vertical_center'],
    ['lower', '>=', 'upper'],
    ['lower', '>', 'upper'],
  ],
  below: [
    ['vertical_center', '<', 'vertical_center'],
    ['upper', '<=', 'lower'],
    ['upper', '<', 'lower'],
  ],
  'left of': [
    ['horizontal_center', '<', 'horizontal_center'],
    ['right', '<=', 'left'],
    ['right', '<', 'left'],
  ],
  'right of': [
    ['horizontal_center', '>', 'horizontal_center'],
    ['left', '>=', 'right'],
    ['left', '>', 'right'],
  ],
}

/** The code for one item above, below or beside another. */
export function relationCode(
  { first, direction, second }: ConditionOf<'relation'>,
  group: string,
  style: CodeStyle,
): TestCode {
  const { dice } = style
  const [one, other] = dice.pick<readonly [string, string]>([
    ['a', 'b'],
    ['first', 'second'],
    ['p', 'q'],
  ])
  const [attribute, sign, reference] = dice.pickFrom(beyond[direction])
  const test = `${one}.${attribute} ${sign} ${other}.${reference}`
  if (dice.chance(0.35)) {
    const pairs = `for ${one} in ${selected({ of: first }, group, style)} for ${other} in ${selected({ of: second }, group, style)}`
    return { setup: [], test: `any(${test} ${pairs})` }
  }
  const firsts = fresh(style, listName(first, style))
  const seconds = fresh(style, listName(second, style))
  const lists = [
    `${firsts} = ${selected({ of: first }, group, style)}`,
    `${seconds} = ${selected({ of: second }, group, style)}`,
  ]
  if (dice.chance(0.5)) return { setup: lists, test: `any(${test} for ${one} in ${firsts} for ${other} in ${seconds})` }
  const found = fresh(style, 'found')
  const loops = [
    `for ${one} in ${firsts}:`,
    `    for ${other} in ${seconds}:`,
    `        if ${test}:`,
    `            ${found} = True`,
  ]
  return { setup: [...lists, `${found} = False`, ...loops], test: found }
}

const extremeKeys: Readonly<Record<Extreme, readonly [largest: boolean, ...keys: string[]]>> = {
  highest: [true, 'upper', 'vertical_center', 'lower'],
  lowest: [false, 'lower', 'vertical_center', 'upper'],
  leftmost: [false, 'left', 'horizontal_center', 'right'],
  rightmost: [true, 'right', 'horizontal_center', 'left'],
  largest: [true, 'width', 'height'],
  smallest: [false, 'width', 'height'],
}

/** The code for the highest, leftmost, largest … item. */
export function extremeCode({ which, is }: ConditionOf<'extreme'>, group: string, style: CodeStyle): TestCode {
  const [most, ...keys] = extremeKeys[which]
  const patch = patchName({}, style)
  const all = `${group}.find('${style.item}')`
  const key = `key=lambda ${patch}: ${patch}.${style.dice.pickFrom(keys)}`
  const name = fresh(style, `${which}_${patch}`)
  const picked = style.dice.chance(0.6)
    ? `${most ? 'max' : 'min'}(${all}, ${key})`
    : `sorted(${all}, ${key})[${most ? -1 : 0}]`
  return { setup: [`${name} = ${picked}`], test: kindTest(name, is, style) }
}
