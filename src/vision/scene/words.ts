/** The words of a text in lower case, without punctuation. `What's` is two words, `T-shirt` too; a comma is a word. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/\b(what|who|where|it|that|there)['’]s\b/g, '$1 is')
    .replace(/n['’]t\b/g, ' not')
    .replace(/['’]s?\b/g, '')
    .replace(/[^\p{L}\p{N},]+/gu, ' ')
    .replace(/,/g, ' , ')
    .split(' ')
    .filter((word) => word !== '')

const irregular: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  mice: 'mouse',
  feet: 'foot',
  teeth: 'tooth',
  geese: 'goose',
  knives: 'knife',
  leaves: 'leaf',
  shelves: 'shelf',
  wolves: 'wolf',
  loaves: 'loaf',
  scarves: 'scarf',
  halves: 'half',
  buses: 'bus',
  boxes: 'box',
}

/** A noun in the singular; other words come back as they are. */
export function singular(noun: string): string {
  const known = irregular[noun]
  if (known !== undefined) return known
  if (noun.length < 4 || /(ss|us|is)$/.test(noun) || !noun.endsWith('s')) return noun
  if (noun.endsWith('ies') && noun.length > 4) return `${noun.slice(0, -3)}y`
  if (/(ches|shes|xes|sses|zes|oes)$/.test(noun)) return noun.slice(0, -2)
  return noun.slice(0, -1)
}

const numbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** `3`, `three` → 3. */
export function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  if (/^\d{1,4}$/.test(word)) return Number(word)
  const index = numbers.indexOf(word)
  return index < 0 ? undefined : index
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

/** `second`, `2nd` → 2. */
export function ordinalOf(word: string | undefined): number | undefined {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word ?? '')?.[1]
  if (digits !== undefined) return Number(digits)
  const index = ordinals.indexOf(word ?? '')
  return index < 0 ? undefined : index + 1
}

/** The word of a set that a word with one slip of the pen (a letter too many, too few, wrong, or two swapped) stands for. */
export function nearWord(word: string, known: Iterable<string>): string | undefined {
  if (word.length < 5) return undefined
  for (const other of known) if (other.length >= 5 && isOneSlip(word, other)) return other
  return undefined
}

function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const [restA, restB] = [a.slice(same), b.slice(same)]
  if (restA.length > restB.length) return restA.slice(1) === restB
  if (restA.length < restB.length) return restA === restB.slice(1)
  return (
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}
