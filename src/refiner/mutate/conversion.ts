import { level, levelOf } from '../../syntax/expression.ts'
import type { Family } from './mutation.ts'
import { phrase, replacing } from './mutation.ts'
import { returnedValue } from './returned.ts'

type Conversion = readonly [make: (text: string) => string, prior: number]

/** From the type that came to the type that was expected. */
const conversions: Readonly<Record<string, readonly Conversion[]>> = {
  'list>tuple': [[(e) => `tuple(${e})`, 1]],
  'tuple>list': [[(e) => `list(${e})`, 1]],
  'list>str': [
    [(e) => `''.join(${e})`, 0.7],
    [(e) => `' '.join(${e})`, 0.7],
    [(e) => `str(${e})`, 0.5],
    [(e) => `''.join(map(str, ${e}))`, 0.4],
    [(e) => `', '.join(${e})`, 0.2],
  ],
  'tuple>str': [
    [(e) => `str(${e})`, 0.5],
    [(e) => `''.join(${e})`, 0.4],
  ],
  'str>list': [
    [(e) => `list(${e})`, 0.6],
    [(e) => `${e}.split()`, 0.6],
    [(e) => `[${e}]`, 0.5],
  ],
  'str>int': [
    [(e) => `int(${e})`, 1],
    [(e) => `len(${e})`, 0.4],
  ],
  'int>str': [
    [(e) => `str(${e})`, 1],
    [(e) => `chr(${e})`, 0.2],
    [(e) => `bin(${e})[2:]`, 0.2],
  ],
  'float>int': [
    [(e) => `int(${e})`, 0.8],
    [(e) => `round(${e})`, 0.7],
  ],
  'int>float': [[(e) => `float(${e})`, 0.5]],
  'float>str': [[(e) => `str(${e})`, 0.8]],
  'set>list': [
    [(e) => `list(${e})`, 0.7],
    [(e) => `sorted(${e})`, 0.8],
  ],
  'list>set': [[(e) => `set(${e})`, 1]],
  'set>tuple': [
    [(e) => `tuple(sorted(${e}))`, 0.7],
    [(e) => `tuple(${e})`, 0.6],
  ],
  'list>int': [
    [(e) => `len(${e})`, 0.7],
    [(e) => `sum(${e})`, 0.6],
    [(e) => `${e}[0]`, 0.3],
    [(e) => `max(${e})`, 0.2],
  ],
  'list>bool': [
    [(e) => `bool(${e})`, 0.6],
    [(e) => `any(${e})`, 0.3],
    [(e) => `all(${e})`, 0.3],
  ],
  'int>list': [
    [(e) => `[${e}]`, 0.7],
    [(e) => `[int(d) for d in str(${e})]`, 0.1],
  ],
  'int>bool': [
    [(e) => `bool(${e})`, 0.5],
    [(e) => `${e} > 0`, 0.3],
    [(e) => `${e} == 0`, 0.3],
  ],
  'bool>int': [[(e) => `int(${e})`, 0.6]],
  'dict>list': [
    [(e) => `list(${e}.items())`, 0.6],
    [(e) => `list(${e}.values())`, 0.4],
    [(e) => `list(${e})`, 0.4],
  ],
  'list>dict': [[(e) => `dict(${e})`, 0.8]],
  'generator>list': [[(e) => `list(${e})`, 1]],
  'bool>str': [[(e) => `str(${e})`, 0.6]],
  'str>tuple': [
    [(e) => `tuple(${e})`, 0.5],
    [(e) => `(${e},)`, 0.4],
  ],
  'list>list': [
    [(e) => `sorted(${e})`, 0.35],
    [(e) => `${e}[::-1]`, 0.3],
    [(e) => `list(set(${e}))`, 0.15],
    [(e) => `[${e}]`, 0.15],
    [(e) => `sorted(set(${e}))`, 0.15],
    [(e) => `sorted(${e}, reverse=True)`, 0.15],
  ],
  'str>str': [
    [(e) => `${e}[::-1]`, 0.25],
    [(e) => `${e}.strip()`, 0.3],
    [(e) => `${e}.lower()`, 0.15],
    [(e) => `${e}.upper()`, 0.15],
    [(e) => `${e}.capitalize()`, 0.08],
  ],
  'tuple>tuple': [
    [(e) => `tuple(sorted(${e}))`, 0.2],
    [(e) => `${e}[::-1]`, 0.25],
  ],
  'int>int': [[(e) => `abs(${e})`, 0.3]],
  'float>float': [
    [(e) => `round(${e}, 2)`, 0.3],
    [(e) => `round(${e}, 1)`, 0.15],
    [(e) => `abs(${e})`, 0.15],
  ],
  'bool>bool': [[(e) => `not ${e}`, 0.4]],
}

/** The result is converted to the type that the checks expect, or to its usual form (sorted, stripped, turned round). */
export const converted: Family = function* (node, { failure }) {
  const value = returnedValue(node)
  if (value === undefined) return
  for (const actual of failure.actualTypes) {
    for (const expected of failure.expectedTypes) {
      for (const [make, prior] of conversions[`${actual}>${expected}`] ?? []) {
        const bare = levelOf(value) === level.atom || (/^\w+\(/.test(make('')) && levelOf(value) > level.tuple)
        const text = make(bare ? value.text : `(${value.text})`)
        yield replacing(
          value,
          phrase(text, /^(\w|\[|')/.test(text) && !/^not | [<>=]=? /.test(text) ? level.atom : level.not),
          prior,
        )
      }
    }
  }
}
