import { amountTest, fresh, indented, listName } from './code-style.ts'
import type { CodeStyle, TestCode } from './code-style.ts'
import type { Condition } from '../form/form.ts'
import { extremeCode, relationCode } from './place-code.ts'
import { kindTest, patchName, restTests, searched, selected } from './select-code.ts'
import { towerCode } from './tower-code.ts'

type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { readonly kind: Kind }>

/** The code that finds out whether a condition is true of the patch `group`. */
export function conditionCode(condition: Condition, group: string, style: CodeStyle): TestCode {
  switch (condition.kind) {
    case 'count':
      return countCode(condition, group, style)
    case 'only':
      return onlyCode(condition, group, style)
    case 'variety':
      return varietyCode(condition, group, style)
    case 'relation':
      return relationCode(condition, group, style)
    case 'extreme':
      return extremeCode(condition, group, style)
    default:
      return towerCode(condition, group, style)
  }
}

function countCode({ of, touching, amount }: ConditionOf<'count'>, group: string, style: CodeStyle): TestCode {
  const { dice } = style
  const wanted = { of, touching }
  const tests = restTests('', '', { wanted, style })
  const { relation, number } = amount
  if (tests === '' && dice.chance(0.35)) {
    const exists = `${group}.exists('${searched(of, style).name}')`
    if (relation === 'at least' && number === 1) return { setup: [], test: exists }
    if (relation === 'exactly' && number === 0) return { setup: [], test: `not ${exists}` }
  }
  if (dice.chance(0.4)) return { setup: [], test: amountTest(`len(${selected(wanted, group, style)})`, amount, style) }
  if (tests !== '' && dice.chance(0.5)) return counted(wanted, group, { amount, style })
  const list = fresh(style, listName(of, style))
  return { setup: [`${list} = ${selected(wanted, group, style)}`], test: amountTest(`len(${list})`, amount, style) }
}

type Wanted = Pick<ConditionOf<'count'>, 'of'> & { readonly touching: ConditionOf<'count'>['touching'] | undefined }

function counted(
  wanted: Wanted,
  group: string,
  { amount, style }: { readonly amount: ConditionOf<'count'>['amount']; readonly style: CodeStyle },
): TestCode {
  const patch = patchName(wanted.of, style)
  const count = fresh(style, `num_${listName(wanted.of, style)}`)
  const setup = [
    `${count} = 0`,
    `for ${patch} in ${group}.find('${searched(wanted.of, style).name}'):`,
    ...indented([`if ${restTests(patch, group, { wanted, style })}:`, `    ${count} += 1`]),
  ]
  return { setup, test: amountTest(count, amount, style) }
}

function onlyCode({ of }: ConditionOf<'only'>, group: string, style: CodeStyle): TestCode {
  const patch = patchName({}, style)
  const all = `${group}.find('${style.item}')`
  const { color } = of
  if (style.sees === 'find' && style.dice.chance(0.7))
    return { setup: [], test: `len(${selected({ of }, group, style)}) == len(${all})` }
  if (color && style.sees === 'query' && style.dice.chance(0.5))
    return { setup: [], test: `{${patch}.simple_query('What color is this?') for ${patch} in ${all}} == {'${color}'}` }
  return { setup: [], test: `all(${kindTest(patch, of, style)} for ${patch} in ${all})` }
}

function varietyCode({ of, amount }: ConditionOf<'variety'>, group: string, style: CodeStyle): TestCode {
  const patch = patchName({}, style)
  const asked = `${patch}.simple_query('What ${of} is this?')`
  const all = `${group}.find('${style.item}')`
  if (style.dice.chance(0.3))
    return { setup: [], test: amountTest(`len({${asked} for ${patch} in ${all}})`, amount, style) }
  const list = fresh(style, `${of}s`)
  if (style.dice.chance(0.4))
    return {
      setup: [`${list} = set()`, `for ${patch} in ${all}:`, `    ${list}.add(${asked})`],
      test: amountTest(`len(${list})`, amount, style),
    }
  return {
    setup: [`${list} = [${asked} for ${patch} in ${all}]`],
    test: amountTest(`len(set(${list}))`, amount, style),
  }
}
