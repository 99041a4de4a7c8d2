import { fresh } from './code-style.ts'
import type { CodeStyle, TestCode } from './code-style.ts'
import type { Condition } from '../form/form.ts'
import { colorTest } from './select-code.ts'

type TowerCondition = Extract<Condition, { readonly kind: 'block' | 'stacked' }>

/** The code for what is said of the order of a tower's blocks. */
export const towerCode = (condition: TowerCondition, tower: string, style: CodeStyle): TestCode =>
  condition.kind === 'block' ? blockCode(condition, tower, style) : stackedCode(condition, tower, style)

/** From the base up. */
const sortedBlocks = (tower: string, { dice }: CodeStyle): string =>
  `sorted(${tower}.find('block'), key=lambda block: block.${dice.pick(['lower', 'lower', 'vertical_center', 'upper'])})`

/** An expression: the block at the top or the base. */
export function endBlock(place: 'top' | 'base', tower: string, style: CodeStyle): string {
  const key = style.dice.pick(['vertical_center', place === 'top' ? 'upper' : 'lower'])
  if (style.dice.chance(0.6))
    return `${place === 'top' ? 'max' : 'min'}(${tower}.find('block'), key=lambda block: block.${key})`
  return `${sortedBlocks(tower, style)}[${place === 'top' ? -1 : 0}]`
}

function blockCode(
  { place, is }: Extract<TowerCondition, { kind: 'block' }>,
  tower: string,
  style: CodeStyle,
): TestCode {
  if (place === 'second') {
    const blocks = fresh(style, 'blocks')
    return {
      setup: [`${blocks} = ${sortedBlocks(tower, style)}`],
      test: `len(${blocks}) > 1 and ${colorTest(`${blocks}[1]`, is, style)}`,
    }
  }
  const end = endBlock(place, tower, style)
  if (style.dice.chance(0.25)) return { setup: [], test: colorTest(end, is, style) }
  const name = fresh(style, style.dice.pick([`${place}_block`, place]))
  return { setup: [`${name} = ${end}`], test: colorTest(name, is, style) }
}

function stackedCode(
  { upper, lower }: Extract<TowerCondition, { kind: 'stacked' }>,
  tower: string,
  style: CodeStyle,
): TestCode {
  const { dice } = style
  const blocks = fresh(style, 'blocks')
  const setup = [`${blocks} = ${sortedBlocks(tower, style)}`]
  if (dice.chance(0.4)) {
    const [below, above] = [colorTest('below', lower, style), colorTest('above', upper, style)]
    return { setup, test: `any(${below} and ${above} for below, above in zip(${blocks}, ${blocks}[1:]))` }
  }
  const colors = fresh(style, 'colors')
  setup.push(`${colors} = [block.simple_query('What color is this?') for block in ${blocks}]`)
  if (dice.chance(0.5))
    return {
      setup,
      test: `any(${colors}[i] == '${lower}' and ${colors}[i + 1] == '${upper}' for i in range(len(${colors}) - 1))`,
    }
  return { setup, test: `('${lower}', '${upper}') in zip(${colors}, ${colors}[1:])` }
}
