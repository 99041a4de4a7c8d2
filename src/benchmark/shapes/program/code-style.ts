import type { Dice } from '../dice.ts'
import type { Amount, Group, Kind, Wall } from '../form/form.ts'
import type { Color } from '../scene/scene.ts'

/** How one program is written: its author's habits, chosen once, the names that it has used and the functions that it needs. */
export interface CodeStyle {
  readonly dice: Dice
  /** What items are called that have no named shape. */
  readonly item: 'item' | 'object' | 'block'
  readonly palette: readonly Color[]
  /** How a thing's colour is found out. */
  readonly sees: 'find' | 'verify' | 'query' | 'match'
  /** Of a box or tower: `box`, `tower_patch`. */
  readonly group: Readonly<Record<Group, string>>
  readonly names: Set<string>
  /** Functions inside the program, by name. */
  readonly functions: Map<string, readonly string[]>
}

/** Lines to run first, and an expression that is true where the condition is met. */
export interface TestCode {
  readonly setup: readonly string[]
  readonly test: string
}

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`)

/** The name, or one like it where it is taken. */
export function fresh(style: CodeStyle, name: string): string {
  const free = [name, ...[2, 3, 4, 5].map((number) => `${name}_${number}`)].find((one) => !style.names.has(one)) ?? name
  style.names.add(free)
  return free
}

export const nameOf = ({ size, color, shape }: Kind, { item }: CodeStyle): string =>
  [size, color, shape ?? item].filter(Boolean).join(' ')

export const listName = (kind: Kind, style: CodeStyle): string => `${nameOf(kind, style).replaceAll(' ', '_')}s`

/** `count >= 3`. */
export function amountTest(count: string, { relation, number }: Amount, { dice }: CodeStyle): string {
  switch (relation) {
    case 'bare':
      return `${count} ${dice.pick(['==', '>='])} ${number}`
    case 'exactly':
      return `${count} == ${number}`
    case 'at least':
      return number === 1 && dice.chance(0.5) ? `${count} > 0` : `${count} >= ${number}`
    case 'at most':
      return dice.chance(0.8) ? `${count} <= ${number}` : `${count} < ${number + 1}`
    case 'more than':
      return dice.chance(0.8) ? `${count} > ${number}` : `${count} >= ${number + 1}`
    case 'fewer than':
      return `${count} < ${number}`
  }
}

const opposites: Readonly<Record<string, string>> = { '==': '!=', '>=': '<', '<=': '>', '>': '<=', '<': '>=' }

/** `len(squares) < 2` for `len(squares) >= 2`, `not found` for `found`. */
export function negation(test: string): string {
  const [, left, sign = '', right] = /^(\w+|len\(\w+\)) (==|>=|<=|>|<) (\d+)$/.exec(test) ?? []
  if (left !== undefined) return `${left} ${opposites[sign]} ${right}`
  const isOneCall = /^\w+$|^[\w.]+\([^()]*\)$/.test(test)
  return isOneCall ? `not ${test}` : `not (${test})`
}

/** The end of a program: `yes` where the test is true. */
export function answerLines(test: string, { dice }: CodeStyle): readonly string[] {
  return dice.pick([
    [`return bool_to_yesno(${test})`],
    [`return bool_to_yesno(${test})`],
    [`return bool_to_yesno(${test})`],
    [`return 'yes' if ${test} else 'no'`],
    [`if ${test}:`, "    return 'yes'", "return 'no'"],
    [`if ${test}:`, "    return 'yes'", 'else:', "    return 'no'"],
    [`answer = ${test}`, 'return bool_to_yesno(answer)'],
  ])
}

export const yes = ({ dice }: CodeStyle): string =>
  dice.pick(["return 'yes'", "return 'yes'", 'return bool_to_yesno(True)'])
export const no = ({ dice }: CodeStyle): string =>
  dice.pick(["return 'no'", "return 'no'", 'return bool_to_yesno(False)'])

const sideGap = {
  left: (item: string, box: string) => `${item}.left - ${box}.left`,
  right: (item: string, box: string) => `${box}.right - ${item}.right`,
  bottom: (item: string, box: string) => `${item}.lower - ${box}.lower`,
  top: (item: string, box: string) => `${box}.upper - ${item}.upper`,
}
const sides = ['left', 'right', 'bottom', 'top'] as const

/** Whether a patch touches a wall of its box: within two pixels. */
export function touchTest(
  item: string,
  box: string,
  { wall, style }: { readonly wall: Wall; readonly style: CodeStyle },
): string {
  const near = style.dice.pick(['<= 2', '<= 2', '< 3'])
  if (wall !== 'any' && wall !== 'corner') return `${sideGap[wall](item, box)} ${near}`
  const gaps = (a: string, b: string) => sides.map((side) => sideGap[side](a, b))
  const name = wall === 'any' ? 'touches_wall' : 'in_corner'
  if (!style.functions.has(name) && style.dice.chance(0.4) && wall === 'any')
    return `min(${gaps(item, box).join(', ')}) ${near}`
  if (!style.functions.has(name)) style.functions.set(name, touchFunction(wall, gaps('item', 'box'), near))
  return `${name}(${item}, ${box})`
}

function touchFunction(wall: 'any' | 'corner', gaps: readonly string[], near: string): readonly string[] {
  const [left, right, bottom, top] = gaps
  if (wall === 'any')
    return [
      'def touches_wall(item, box):',
      `    gaps = [${gaps.join(', ')}]`,
      `    return any(gap ${near} for gap in gaps)`,
    ]
  return [
    'def in_corner(item, box):',
    `    side_gap = min(${left}, ${right})`,
    `    end_gap = min(${bottom}, ${top})`,
    `    return side_gap ${near} and end_gap ${near}`,
  ]
}
