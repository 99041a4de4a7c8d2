/** What sets an answer apart from the one expected: the parts of it that should not be there, and those that are not. */
export interface AnswerDifference {
  readonly wrong: readonly string[]
  readonly missing: readonly string[]
}

/**
 * Compares two values by their `repr`, element by element: those at the same place where both have as many, else which
 * ones one holds more often than the other. A tuple equals a list.
 */
export const answerDifference = (actual: string, expected: string): AnswerDifference => {
  const [got, wanted] = [elementsOf(actual), elementsOf(expected)]
  if (got === undefined || wanted === undefined)
    return actual === expected ? { wrong: [], missing: [] } : { wrong: [actual], missing: [expected] }
  if (got.length === wanted.length) {
    const places = [...got.keys()].filter((index) => asList(got[index]!) !== asList(wanted[index]!))
    return { wrong: places.map((index) => got[index]!), missing: places.map((index) => wanted[index]!) }
  }
  return { wrong: surplus(got, wanted), missing: surplus(wanted, got) }
}

const surplus = (some: readonly string[], others: readonly string[]): readonly string[] => {
  const left = new Map<string, number>()
  for (const each of others) left.set(asList(each), (left.get(asList(each)) ?? 0) + 1)
  return some.filter((each) => {
    const count = left.get(asList(each)) ?? 0
    left.set(asList(each), count - 1)
    return count <= 0
  })
}

const asList = (text: string): string => text.replaceAll('(', '[').replaceAll(/,?\)/g, ']')

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

/** The elements of a list, tuple, set or dict display, the values of a dict without their keys; `undefined` for anything else. */
const elementsOf = (text: string): readonly string[] | undefined => {
  if (closing[text[0] ?? ''] !== text.at(-1) || text.length < 2) return undefined
  const inner = text.slice(1, -1)
  const elements: string[] = []
  let from = 0
  let depth = 0
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at]!
    if (character === "'" || character === '"') at = stringEnd(inner, at)
    else if ('[({'.includes(character)) depth++
    else if ('])}'.includes(character)) depth--
    else if (depth === 0 && character === ',') {
      elements.push(inner.slice(from, at).trim())
      from = at + 1
    } else if (depth === 0 && character === ':') from = at + 1
    if (depth < 0) return undefined
  }
  const last = inner.slice(from).trim()
  return last === '' ? elements : [...elements, last]
}

/** The offset of the quote that ends the string that begins here. */
const stringEnd = (text: string, from: number): number => {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === text[from]) return at
  }
  return text.length
}
