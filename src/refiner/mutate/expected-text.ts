/** Where a literal stands in a wrong answer, what it would have to be for the answer to come out as expected. */
export const expectedTexts = (
  literal: string,
  answers: readonly { readonly expected: string; readonly actual: string }[],
): readonly string[] => {
  if (literal === '') return []
  const found = answers.flatMap(({ expected, actual }) => {
    const [wanted, came] = [textsIn(expected), textsIn(actual)]
    if (wanted.length !== came.length) return []
    return came.flatMap((text, index) => moulded(literal, text, wanted[index]!) ?? [])
  })
  return [...new Set(found)].filter((text) => text !== literal)
}

/** The contents of the plain strings that a `repr` shows, in order. */
const textsIn = (repr: string): readonly string[] =>
  [...repr.matchAll(/'([^'\\]*)'|"([^"\\]*)"/g)].map(([, single, double]) => single ?? double ?? '')

/** The literal with the one stretch changed in which the two texts differ, if it holds all of that stretch. */
const moulded = (literal: string, came: string, wanted: string): string | undefined => {
  if (came === wanted) return undefined
  let head = 0
  while (head < Math.min(came.length, wanted.length) && came[head] === wanted[head]) head++
  let tail = 0
  const most = Math.min(came.length, wanted.length) - head
  while (tail < most && came.at(-1 - tail) === wanted.at(-1 - tail)) tail++
  for (let at = came.indexOf(literal); at !== -1; at = came.indexOf(literal, at + 1)) {
    const end = at + literal.length
    if (at <= head && came.length - tail <= end)
      return came.slice(at, head) + wanted.slice(head, wanted.length - tail) + came.slice(came.length - tail, end)
  }
  return undefined
}
