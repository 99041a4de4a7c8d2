import { singular } from '../language/lexicon.ts'
import { plainText } from '../machine/literal.ts'
import type { Variation, Vary, Vocabulary } from './variation.ts'

const answers: Readonly<Record<string, string>> = {
  yes: 'no',
  no: 'yes',
  Yes: 'No',
  No: 'Yes',
  True: 'False',
  False: 'True',
}

/** Other words in the texts that a program shows to vision or returns. */
export const wordVariations: Vary = function* (node, _machine, words) {
  if (node.kind === 'true' || node.kind === 'false') {
    const other = node.kind === 'false'
    return yield {
      node,
      run: () => other,
      note: `\`${other ? 'True' : 'False'}\` instead of \`${node.text}\``,
      usual: 0.9,
    }
  }
  const now = node.kind === 'string' ? plainText(node) : undefined
  if (now === undefined || node.parent?.kind === 'interpolation' || now.length > 80) return
  const texts = new Map<string, number>()
  for (const [text, usual] of otherTexts(now, words))
    if (text !== now && text !== '') texts.set(text, Math.max(usual, texts.get(text) ?? 0))
  for (const [text, usual] of texts)
    yield { node, run: () => text, note: `'${text}' instead of '${now}'`, usual } satisfies Variation
}

function* otherTexts(now: string, { groups, asked, phrases }: Vocabulary): Generator<readonly [string, number]> {
  const opposite = answers[now]
  if (opposite !== undefined) return yield [opposite, 0.9]
  const words = now.split(' ')
  for (const [index, word] of words.entries()) {
    const bare = word.replace(/[^a-z]/gi, '')
    const group = groups.find((each) => each.includes(singular(bare)))
    for (const other of group ?? [])
      if (other !== singular(bare))
        yield [
          words.with(index, word.replace(bare, singular(bare) === bare ? other : `${other}s`)).join(' '),
          asked.has(other) ? 1 : 0.9,
        ]
    if (words.length > 1) yield [words.toSpliced(index, 1).join(' '), asked.has(singular(bare)) ? 0.75 : 1]
  }
  if (now.includes('?')) return
  for (const phrase of phrases) yield [phrase, 0.9]
  if (words.length < 3)
    for (const group of groups.slice(0, 3)) for (const word of group) if (asked.has(word)) yield [`${word} ${now}`, 0.8]
}
