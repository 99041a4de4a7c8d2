import { amountTest, answerLines, fresh, indented, listName, negation, no, touchTest, yes } from './code-style.ts'
import type { CodeStyle } from './code-style.ts'
import type { Form } from '../form/form.ts'
import { kindTest, patchName, restTests, searched, selected } from './select-code.ts'

type FormOf<Kind extends Form['kind']> = Extract<Form, { readonly kind: Kind }>

/** The lines of a program that counts the items of the whole image. */
export function itemLines({ of, amount }: FormOf<'items'>, style: CodeStyle): readonly string[] {
  const tests = restTests(patchName(of, style), '', { wanted: { of }, style })
  if (tests !== '' && style.dice.chance(0.5)) {
    const patch = patchName(of, style)
    const count = fresh(style, 'count')
    return [
      `${count} = 0`,
      `for ${patch} in image_patch.find('${searched(of, style).name}'):`,
      ...indented([`if ${tests}:`, `    ${count} += 1`]),
      ...answerLines(amountTest(count, amount, style), style),
    ]
  }
  if (style.dice.chance(0.3))
    return answerLines(amountTest(`len(${selected({ of }, 'image_patch', style)})`, amount, style), style)
  const list = fresh(style, listName(of, style))
  return [
    `${list} = ${selected({ of }, 'image_patch', style)}`,
    ...answerLines(amountTest(`len(${list})`, amount, style), style),
  ]
}

/** The same, of those that touch a wall of their box. */
export function touchingLines({ of, touching, amount }: FormOf<'items'>, style: CodeStyle): readonly string[] {
  const { dice, group } = style
  const patch = patchName(of, style)
  const wanted = { of, touching }
  const tests = restTests(patch, group.box, { wanted, style })
  const name = searched(of, style).name
  const loops = [
    `for ${group.box} in image_patch.find('box'):`,
    `    for ${patch} in ${group.box}.find('${name}'):`,
    `        if ${tests}:`,
  ]
  if (amount.relation === 'at least' && amount.number === 1 && dice.chance(0.6))
    return [...loops, `            ${yes(style)}`, no(style)]
  if (dice.chance(0.4)) {
    const list = fresh(style, 'touching')
    return [
      `${list} = []`,
      `for ${group.box} in image_patch.find('box'):`,
      `    ${list} += ${selected(wanted, group.box, style)}`,
      ...answerLines(amountTest(`len(${list})`, amount, style), style),
    ]
  }
  const count = fresh(style, 'count')
  return [
    `${count} = 0`,
    ...loops,
    `            ${count} += 1`,
    ...answerLines(amountTest(count, amount, style), style),
  ]
}

/** The lines of a program that asks whether all, or none, of some items are of a kind or touch a wall. */
export function everyLines({ of, is, negated }: FormOf<'every'>, style: CodeStyle): readonly string[] {
  const { dice } = style
  const patch = patchName(of, style)
  const subjects = (within: string): string => selected({ of }, within, style)
  if ('touching' in is) {
    const { box } = style.group
    const test = touchTest(patch, box, { wall: is.touching, style })
    const refuted = negated ? test : negation(test)
    return [
      `for ${box} in image_patch.find('box'):`,
      `    for ${patch} in ${subjects(box)}:`,
      `        if ${refuted}:`,
      `            ${no(style)}`,
      yes(style),
    ]
  }
  const test = kindTest(patch, is.kind, style)
  if (dice.chance(0.4))
    return answerLines(`${negated ? 'not any' : 'all'}(${test} for ${patch} in ${subjects('image_patch')})`, style)
  if (dice.chance(0.4)) {
    const list = fresh(style, listName(of, style))
    const matching = `[${patch} for ${patch} in ${list} if ${test}]`
    return [
      `${list} = ${subjects('image_patch')}`,
      `matching = ${matching}`,
      ...answerLines(`len(matching) == ${negated ? 0 : `len(${list})`}`, style),
    ]
  }
  return [
    `for ${patch} in ${subjects('image_patch')}:`,
    `    if ${negated ? test : negation(test)}:`,
    `        ${no(style)}`,
    yes(style),
  ]
}
