import type { ValueView } from '../../core/trace.ts'

/** The number that a view shows, where it is one. */
export const numberOf = ({ type, text }: ValueView): number | undefined => {
  if (type === 'bool') return text === 'True' ? 1 : 0
  if (type !== 'int' && type !== 'float') return undefined
  const value = infinities[text] ?? Number(text)
  return Number.isNaN(value) ? undefined : value
}

const infinities: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity }
const empties = new Set(['[]', '()', '{}', "''", '""', "b''", 'set()', 'frozenset()', 'deque([])'])

/**
 * The classes that a value falls in, as words that follow "was": the predicates on scalars of Liblit et al. (Scalable
 * statistical bug isolation, PLDI 2005), and their like for containers.
 */
export const valueClasses = (view: ValueView): readonly string[] => {
  const number = numberOf(view)
  if (view.type === 'bool') return [view.text]
  if (view.type === 'NoneType') return ['None']
  if (number !== undefined) return [number < 0 ? 'negative' : number > 0 ? 'positive' : '0', `of type ${view.type}`]
  if (empties.has(view.text)) return ['empty', `of type ${view.type}`]
  return [isContainer(view) ? 'not empty' : 'an object', `of type ${view.type}`]
}

const isContainer = ({ type }: ValueView): boolean =>
  ['list', 'tuple', 'dict', 'set', 'frozenset', 'str', 'bytes', 'deque'].includes(type)

export type Relation = 'less than' | 'equal to' | 'greater than' | 'different from'

/** How two values relate: by order for numbers, else by equality where all of both is seen. */
export const relationOf = (a: ValueView, b: ValueView): Relation | undefined => {
  const [left, right] = [numberOf(a), numberOf(b)]
  if (left !== undefined && right !== undefined)
    return left < right ? 'less than' : left > right ? 'greater than' : 'equal to'
  if (a.type !== b.type || a.text.includes('…') || b.text.includes('…')) return undefined
  return a.text === b.text ? 'equal to' : 'different from'
}
