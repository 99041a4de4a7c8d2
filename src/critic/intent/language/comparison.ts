import type { Cursor } from './cursor.ts'
import { fullPhrase } from './full-phrase.ts'
import type { Comparison, Phrase, Predicate, Statement } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'
import { all, isContainer } from './predicate.ts'
import type { FullPhrase } from './said.ts'

interface Compared {
  readonly statement: Statement
  readonly subject: undefined
  readonly np: NounPhrase
}

/** `there are more X than Y`, `as many X as Y`, `the number of X is greater than the number of Y`. */
export const comparison = (c: Cursor): Compared | undefined =>
  c.attempt(() => moreThan(c)) ?? c.attempt(() => numberOf(c))

const moreThan = (c: Cursor): Compared | undefined => {
  if (!c.accept('there', 'are|is')) c.accept('are|is', 'there')
  const op = comparative(c)
  if (op === undefined) return undefined
  const a = fullPhrase(c)
  if (a === undefined || !c.accept('than|as|and')) return undefined
  c.accept('there', 'are')
  const b = c.sees('in|on') ? elsewhere(c, a) : fullPhrase(c)
  return b && counted(a, b, op)
}

/** `more birds in the left image than in the right image`. */
const elsewhere = (c: Cursor, { np }: FullPhrase): FullPhrase => ({ np, more: c.grammar.modifiers(c, np) })

const comparative = (c: Cursor): Comparison | undefined => {
  if (c.accept('more')) return '>'
  if (c.accept('fewer|less')) return '<'
  return c.accept('as', 'many') || c.accept('same|equal', 'number', 'of') ? '==' : undefined
}

const numberOf = (c: Cursor): Compared | undefined => {
  if (!c.accept('the', 'number', 'of')) return undefined
  const a = fullPhrase(c)
  if (a === undefined || !c.accept('is|are')) return undefined
  const op =
    c.accept('more|greater|larger|higher|bigger', 'than') || c.accept('above')
      ? '>'
      : c.accept('less|fewer|smaller|lower', 'than') || c.accept('below')
        ? '<'
        : c.accept('same|equal', 'as|to')
          ? '=='
          : undefined
  if (op === undefined) return undefined
  c.accept('the', 'number', 'of')
  c.accept('that', 'of')
  const b = fullPhrase(c)
  return b && counted(a, b, op)
}

const whole = ({ np, more }: FullPhrase): Predicate => all([np.predicate, ...more.predicates])

/** `more yellow blocks than black`: the noun goes without saying the second time. */
const counted = (a: FullPhrase, b: FullPhrase, op: Comparison): Compared => {
  const { predicate } = a.np
  const shared =
    b.np.head.kind === 'none' && predicate.kind === 'and' ? predicate.parts.filter(({ kind }) => kind === 'noun') : []
  return { statement: { kind: 'more', a: whole(a), b: all([...shared, whole(b)]), op }, subject: undefined, np: a.np }
}

/** `with more squares than circles`: said of what a container has. */
export const contentsCompared = (c: Cursor): Predicate | undefined => {
  const op = comparative(c)
  const a = op === undefined ? undefined : fullPhrase(c)
  if (op === undefined || a === undefined || !c.accept('than|as|and')) return undefined
  const b = fullPhrase(c)
  const said = b && counted(a, b, op).statement
  return said?.kind === 'more' ? said : undefined
}

/** After a container: `has more circles than the left box`, `is taller than the right tower`, `has more circles than squares`. */
export const contest = (c: Cursor, { of, quantity }: Phrase): Statement | undefined => {
  if (!isContainer(of)) return undefined
  const taller = c.accept('is|are', 'taller|higher|bigger', 'than')
    ? '>'
    : c.accept('is|are', 'shorter|smaller', 'than')
      ? '<'
      : c.accept('is|are', 'as', 'tall|high', 'as')
        ? '=='
        : undefined
  if (taller !== undefined) {
    const other = fullPhrase(c)
    return other && { kind: 'compare', a: of, b: whole(other), of: { kind: 'any' }, op: taller }
  }
  if (!c.accept('has|have|contains|contain|holds|show|shows')) return undefined
  const op = comparative(c)
  const what = op === undefined ? undefined : fullPhrase(c)
  if (op === undefined || what === undefined || !c.accept('than|as')) return undefined
  const other = fullPhrase(c)
  if (other === undefined) return undefined
  if (isContainer(other.np.predicate)) return { kind: 'compare', a: of, b: whole(other), of: whole(what), op }
  const { statement } = counted(what, other, op)
  return statement.kind === 'more' ? { kind: 'are', phrase: { quantity, of }, are: { ...statement } } : undefined
}
