import { lookUp } from '../machine/machine.ts'
import type { Vary } from './variation.ts'

const swaps: Readonly<Record<string, string>> = { any: 'all', all: 'any', min: 'max', max: 'min' }

export const nameVariations: Vary = function* (node, _machine, { names }) {
  if (node.kind !== 'identifier') return
  const other = swaps[node.text]
  if (node.parent?.kind === 'call' && node.field === 'function') {
    if (other !== undefined)
      yield { node, run: (frame) => lookUp(frame, other), note: `\`${other}\` instead of \`${node.text}\``, usual: 1 }
    return
  }
  const used =
    node.parent?.kind === 'attribute' ||
    node.parent?.kind === 'argument_list' ||
    node.field === 'right' ||
    node.parent?.kind === 'comparison_operator'
  if (!used || !names.includes(node.text)) return
  for (const name of names)
    if (name !== node.text)
      yield { node, run: (frame) => lookUp(frame, name), note: `\`${name}\` instead of \`${node.text}\``, usual: 0.85 }
}
