import { answerLines, fresh, listName } from './code-style.ts'
import type { CodeStyle } from './code-style.ts'
import type { Form, Group, Order, Which } from '../form/form.ts'
import { selected } from './select-code.ts'
import { endBlock } from './tower-code.ts'

type FormOf<Kind extends Form['kind']> = Extract<Form, { readonly kind: Kind }>

const orderSign: Readonly<Record<Order, string>> = { more: '>', fewer: '<', 'as many': '==' }

/** The lines that give the variable `name` the group that is meant. */
export function chosenGroup(
  over: Group,
  which: Which,
  { name, style }: { readonly name: string; readonly style: CodeStyle },
): readonly string[] {
  const all = `image_patch.find('${over}')`
  const short = over === 'box' ? 'box' : 'tower'
  if (which === 'tallest' || which === 'shortest') {
    const key = style.dice.pick([`len(${short}.find('block'))`, `${short}.height`])
    return [`${name} = ${which === 'tallest' ? 'max' : 'min'}(${all}, key=lambda ${short}: ${key})`]
  }
  const key = style.dice.pick(['left', 'horizontal_center'])
  if (which !== 'middle' && style.dice.chance(0.4))
    return [`${name} = ${which === 'left' ? 'min' : 'max'}(${all}, key=lambda ${short}: ${short}.${key})`]
  const list = fresh(style, over === 'box' ? 'boxes' : 'towers')
  return [
    `${list} = sorted(${all}, key=lambda ${short}: ${short}.${key})`,
    `${name} = ${list}[${{ left: 0, middle: 1, right: -1 }[which]}]`,
  ]
}

/** The lines of a program that compares how many there are of two kinds. */
export function compareLines(form: FormOf<'compare'>, style: CodeStyle): readonly string[] {
  const first = fresh(style, listName(form.first, style))
  const second = fresh(style, listName(form.second, style))
  return [
    `${first} = ${selected({ of: form.first }, 'image_patch', style)}`,
    `${second} = ${selected({ of: form.second }, 'image_patch', style)}`,
    ...answerLines(`len(${first}) ${orderSign[form.order]} len(${second})`, style),
  ]
}

/** The lines of a program that compares the leftmost and the rightmost group. */
export function contestLines({ over, first, of, order }: FormOf<'contest'>, style: CodeStyle): readonly string[] {
  const list = fresh(style, over === 'box' ? 'boxes' : 'towers')
  const short = over === 'box' ? 'box' : 'tower'
  const [left, right] = [`left_${short}`, `right_${short}`]
  const [one, other] = first === 'left' ? [left, right] : [right, left]
  return [
    `${list} = sorted(image_patch.find('${over}'), key=lambda ${short}: ${short}.${style.dice.pick(['left', 'horizontal_center'])})`,
    `${left} = ${list}[0]`,
    `${right} = ${list}[-1]`,
    ...answerLines(
      `len(${selected({ of }, one, style)}) ${orderSign[order]} len(${selected({ of }, other, style)})`,
      style,
    ),
  ]
}

/** The lines of a program that asks whether groups are alike. */
export function alikeLines({ over, measure, share }: FormOf<'alike'>, style: CodeStyle): readonly string[] {
  const { dice } = style
  const group = style.group[over]
  const values = fresh(style, 'count' in measure ? 'counts' : 'colors')
  const value =
    'count' in measure
      ? `len(${selected({ of: measure.count }, group, style)})`
      : `${endBlock(measure.colorAt, group, style)}.simple_query('What color is this?')`
  const made = dice.chance(0.6)
    ? [`${values} = [${value} for ${group} in image_patch.find('${over}')]`]
    : [`${values} = []`, `for ${group} in image_patch.find('${over}'):`, `    ${values}.append(${value})`]
  const pairs = `any(${values}.count(value) >= 2 for value in ${values})`
  const test = {
    all: dice.pick([`len(set(${values})) == 1`, `all(value == ${values}[0] for value in ${values})`]),
    two: dice.pick([`len(set(${values})) < len(${values})`, pairs]),
    none: dice.pick([`len(set(${values})) == len(${values})`, `not ${pairs}`]),
  }[share]
  return [...made, ...answerLines(test, style)]
}
