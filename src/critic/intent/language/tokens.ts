import { colours, flatWords, glue, isFlatNoun, numbers, singular } from './lexicon.ts'

/** Phrases that work as one word; the longer ones first. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bis the statement true\b[?:.]?/g, ' '],
  [/\b(at ?least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum of)\b/g, '>='],
  [/\b(at ?most|no more than|not more than|maximum of|up to)\b/g, '<='],
  [/\b(more|greater) than (?=(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b)/g, '> '],
  [/\b(less|fewer) than (?=(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b)/g, '< '],
  [/\b(exactly|precisely)\b/g, '=='],
  [/\b(on ?top of|atop|on the top of)\b/g, 'onto'],
  [/\b((?:to|on|at) the )?left (side )?of\b/g, 'leftof'],
  [/\b((?:to|on|at) the )?right (side )?of\b/g, 'rightof'],
  [/\b(in front of)\b/g, 'infront'],
  [/\b(next to|close to|adjacent to|beside|besides)\b/g, 'near'],
  [/\b(each other|one another)\b/g, 'eachother'],
  [/\b(isn't|isnt)\b/g, 'is not'],
  [/\b(aren't|arent)\b/g, 'are not'],
  [/\b(doesn't|doesnt|don't|dont)\b/g, 'does not'],
  [/\b(there's|theres)\b/g, 'there is'],
  [/\b(made up of|made of|composed of|consisting of|consists of|built of|comprised of)\b/g, 'with'],
  [/\bthe same\b/g, 'same'],
  [/\bas the same\b/g, 'same'],
]

/** Letters lost at the very start of a text. */
const beheaded: readonly (readonly [RegExp, string])[] = [
  [/^ll\b/, 'all'],
  [/^(tleast|t least)\b/, 'at least'],
  [/^(here|here's) (is|are)\b/, 'there $2'],
  [/^(ne|wo|hree|our|ive)\b(?= \w)/, '$1'],
]

/** The words of a text: lower case, common phrases as one word, numbers as digits, misspellings of scene words mended. */
export const tokensOf = (text: string): readonly string[] => {
  let clean = text.toLowerCase().replaceAll(/[’‘`]/g, "'").replaceAll(/["“”]/g, '').trim()
  for (const [pattern, word] of beheaded) clean = clean.replace(pattern, word)
  for (const [pattern, word] of phrases) clean = clean.replaceAll(pattern, ` ${word} `)
  clean = clean
    .replaceAll(/(\d)-(?=[a-z])/g, '$1 ')
    .replaceAll(/\b(one|two|three|four|five|six|seven)-(?=[a-z])/g, '$1 ')
    .replaceAll(/'s\b/g, " 's")
  const words = clean.match(/>=|<=|==|[<>,]|'s|[a-z]+(?:-[a-z]+)*|\d+(?:st|nd|rd|th)?/g) ?? []
  const flat = words.some(isFlatNoun)
  const mended = flat ? words.map((word, index) => mend(word, words[index - 1] ?? '')) : words
  return mended.flatMap((word) => (word in numbers ? [String(numbers[word])] : [word]))
}

/** Words that stand near a word of scenes and are none of them. */
const ordinary =
  'stacked nearly almost together size sizes shape shapes placed located stand standing clock blocked tall taller tallest height above right left there where these those colored coloured within without lower upper highest lowest front behind'

const known = new Set([...flatWords, ...glue, ...ordinary.split(' ')])

/** `before` is the word before it: behind a colour stands a noun. */
const mend = (word: string, before: string): string => {
  if (word === 'ha') return 'has'
  if (word.length < 4 || known.has(word) || known.has(singular(word)) || !/^[a-z]+$/.test(word)) return word
  const limit = word.length > 6 ? 2 : 1
  let best: { readonly word: string; readonly far: number } | undefined
  for (const each of flatWords) {
    for (const form of [each, `${each}s`]) {
      const far = editDistance(word, form)
      const cost = far + (before in colours && !isFlatNoun(form) ? 0.5 : 0)
      if (far <= limit && each.length > 3 && (best === undefined || cost < best.far)) best = { word: form, far: cost }
    }
  }
  return best?.word ?? word
}

/** Letters that were inserted, lost, changed, or swapped with their neighbour. */
export const editDistance = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > 2) return 3
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1)
      row.push(least)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
