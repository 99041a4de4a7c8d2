import { answerLines } from './code-style.ts'
import type { CodeStyle } from './code-style.ts'
import { alikeLines, chosenGroup, compareLines, contestLines } from './compare-code.ts'
import { conditionCode } from './condition-code.ts'
import type { Dice } from '../dice.ts'
import type { Form } from '../form/form.ts'
import { groupLines } from './group-code.ts'
import { everyLines, itemLines, touchingLines } from './item-code.ts'
import type { Color } from '../scene/scene.ts'

/** A visual program that answers `yes` where the form is true of its image, written as one of many authors would. */
export function programOf(
  form: Form,
  {
    dice,
    item,
    palette,
  }: { readonly dice: Dice; readonly item: CodeStyle['item']; readonly palette: readonly Color[] },
): string {
  const style: CodeStyle = {
    dice,
    item,
    palette,
    sees: dice.pick(['find', 'find', 'find', 'verify', 'verify', 'query', 'query', 'match']),
    group: dice.pick([
      { box: 'box', tower: 'tower' },
      { box: 'box', tower: 'tower' },
      { box: 'box_patch', tower: 'tower_patch' },
    ]),
    names: new Set(),
    functions: new Map(),
  }
  const lines = formLines(form, style)
  const functions = [...style.functions.values()].flatMap((own) => ['', ...own, ''])
  const body = ['image_patch = ImagePatch(image)', ...functions, ...lines]
  return `def execute_command(image) -> str:\n${body.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')}\n`
}

function formLines(form: Form, style: CodeStyle): readonly string[] {
  switch (form.kind) {
    case 'items':
      return form.touching ? touchingLines(form, style) : itemLines(form, style)
    case 'groups':
      return groupLines(form, style)
    case 'the': {
      const group = style.group[form.over]
      const { setup, test } = conditionCode(form.is, group, style)
      return [...chosenGroup(form.over, form.which, { name: group, style }), ...setup, ...answerLines(test, style)]
    }
    case 'compare':
      return compareLines(form, style)
    case 'every':
      return everyLines(form, style)
    case 'contest':
      return contestLines(form, style)
    case 'alike':
      return alikeLines(form, style)
  }
}
