import { unwrapped } from './expression.ts'
import type { SyntaxNode } from './syntax-node.ts'

/**
 * A text that is equal for programs that differ only in layout, comments, parentheses without effect, the direction of
 * a comparison (`a > b` is `b < a`) or a neutral operand (`x + 0`, `x * 1`, `not not x`).
 */
export const normalForm = (node: SyntaxNode): string => {
  const at = unwrapped(node)
  const inner = at.children.filter(({ kind }) => kind !== 'comment' && !ignored.has(kind))
  if (!at.named || inner.length === 0 || at.kind === 'string') return at.text
  const forms = inner.map(normalForm)
  if (at.kind === 'comparison_operator') return comparison(forms)
  if (at.kind === 'binary_operator') return binary(forms)
  if (at.kind === 'not_operator') return negated(inner[1]!, forms[1]!)
  return `(${at.kind} ${forms.join(' ')})`
}

/** Tokens that the grammar's structure already says. */
const ignored = new Set([',', ':', '(', ')', ';'])

const flipped: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' }

const comparison = (forms: readonly string[]): string => {
  const [left = '', operator = '', right = ''] = forms
  if (forms.length !== 3) return `(compare ${forms.join(' ')})`
  const turned = flipped[operator]
  if (turned !== undefined) return `(compare ${right} ${turned} ${left})`
  const symmetric = operator === '==' || operator === '!='
  return symmetric && right < left ? `(compare ${right} ${operator} ${left})` : `(compare ${forms.join(' ')})`
}

const binary = (forms: readonly string[]): string => {
  const [left = '', operator = '', right = ''] = forms
  if (right === '0' && (operator === '+' || operator === '-')) return left
  if (right === '1' && (operator === '*' || operator === '//' || operator === '**')) return left
  const literal = /^-?\d+$/.test(right) ? /^\(binary (.*) ([+-]) (\d+)\)$/.exec(left) : null
  if (literal !== null && (operator === '+' || operator === '-')) {
    const [, base = '', sign = '', amount = ''] = literal
    const sum = Number(`${sign}${amount}`) + Number(`${operator}${right}`)
    return sum === 0 ? base : `(binary ${base} ${sum < 0 ? '-' : '+'} ${Math.abs(sum)})`
  }
  return `(binary ${forms.join(' ')})`
}

const opposite: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
}

const negated = (node: SyntaxNode, form: string): string => {
  const inner = unwrapped(node)
  const operator = inner.kind === 'comparison_operator' && inner.children.length === 3 ? inner.children[1]!.text : ''
  const other = opposite[operator]
  return other === undefined ? `(not ${form})` : form.replace(` ${operator} `, ` ${other} `)
}
