const numbered = (words: string, valueOf: (index: number) => number): readonly (readonly [string, number])[] =>
  words.split(' ').map((word, index) => [word, valueOf(index)])

const UNITS = new Map(
  numbered(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    (index) => index,
  ),
)
const TENS = new Map(numbered('twenty thirty forty fifty sixty seventy eighty ninety', (index) => (index + 2) * 10))
const SCALES = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
])

/** The first number in an English text: `7`, `1,200`, `it is 3.5`, `twenty-three`, `two hundred and five thousand`. */
export function numberIn(text: string): number | undefined {
  const words = text.toLowerCase().match(/\d+(?:,\d{3})*(?:\.\d+)?|[a-z]+/g) ?? []
  const from = words.findIndex((word) => isDigits(word) || startsNumber(word))
  const first = words[from]
  if (first === undefined) return undefined
  return isDigits(first) ? Number(first.replaceAll(',', '')) : spoken(words.slice(from))
}

const isDigits = (word: string): boolean => /^\d/.test(word)
const startsNumber = (word: string): boolean => UNITS.has(word) || TENS.has(word)

/** Words are added up until one comes that does not go on with the number. */
const spoken = (words: readonly string[]): number => {
  let total = 0
  let group = 0
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? ''
    const value = UNITS.get(word) ?? TENS.get(word)
    const scale = SCALES.get(word)
    if (value !== undefined && !UNITS.has(before)) group += value
    else if (word === 'hundred') group *= 100
    else if (scale !== undefined) {
      total += group * scale
      group = 0
    } else if (word !== 'and' || !startsNumber(words[index + 1] ?? '')) break
  }
  return total + group
}
