import type { Task } from '../../core/task.ts'
import { isDocstring } from '../../syntax/expression.ts'
import type { SyntaxTree } from '../../syntax/python.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { walk } from '../../syntax/syntax-node.ts'
import type { Mutation } from './mutation.ts'

type Habit = readonly [words: RegExp, code: RegExp]

/** What a task asks for in words, and how Python says it. */
const habits: readonly Habit[] = [
  [/\b(distinct|unique|duplicates?|once|different)\b/, /\bset\(/],
  [
    /\b(sort(s|ed|ing)?|order(ed)?|ascending|descending|increasing|decreasing|alphabetical(ly)?)\b/,
    /\bsorted\(|\.sort\(/,
  ],
  [/\b(revers(e|es|ed|ing)|backwards?|descending|decreasing|palindrom\w*)\b/, /\breversed\(|\[::-1\]|reverse=True/],
  [/\b(absolute|magnitudes?|distances?|differences?|gap)\b/, /\babs\(/],
  [/\b(round(s|ed|ing)?|nearest|decimals?|places)\b/, /\bround\(/],
  [/\b(min(imum|imal)?|small(est|er)?|least|lowest|shortest|earliest|fewest|cheapest)\b/, /\bmin\(/],
  [/\b(max(imum|imal)?|larg(est|er)|greatest|most|highest|longest|biggest|latest)\b/, /\bmax\(/],
  [/\b(sums?|total|add(s|ed|ing|ition)?)\b/, /\bsum\(/],
  [/\b(count(s|ed|ing)?|number of|how (many|often)|length|size|occurrences?|frequency)\b/, /\blen\(|\.count\(/],
  [/\b(lower ?case|case|insensitive(ly)?)\b/, /\.(lower|casefold)\(/],
  [/\b(upper ?case|capital\w*|case)\b/, /\.(upper|capitalize|title)\(/],
  [/\b(strip(s|ped)?|white ?space|spaces?|blanks?|trim(s|med)?)\b/, /\.[lr]?strip\(/],
  [/\b(words?|split(s|ting)?|separated)\b/, /\.split\(/],
  [/\b(join(s|ed)?|concatenat\w*|strings?)\b/, /\.join\(/],
  [/\b(tuples?|pairs?)\b/, /\btuple\(/],
  [/\b(lists?|arrays?|sequences?)\b/, /\blist\(/],
  [/\b(dict(s|ionary|ionaries)?|map(s|ping)?)\b/, /\bdict\(/],
  [/\b(strings?|text|digits?|characters?)\b/, /\bstr\(/],
  [/\b(int(s|egers?)?|whole|digits?|floor)\b/, /\bint\(/],
  [/\b(floats?|real|decimals?)\b/, /\bfloat\(/],
  [/\b(all|every|each)\b/, /\ball\(/],
  [/\b(any|some|at least one|exists?)\b/, /\bany\(/],
]

/** Factors on the likelihood of an edit: it writes what the task names, writes a call that it does not, or takes one away. */
const factor = { named: 1.6, unnamed: 0.6, taken: 0.5 }

/** How much likelier an edit is in the light of what prompt, docstrings and name of the entry say; 1 where they say nothing of it. */
export const taskWords = ({ prompt, entry = '' }: Pick<Task, 'prompt' | 'entry'>, { root, source }: SyntaxTree) => {
  const said = `${prompt} ${docstrings(root)} ${entry.replaceAll('_', ' ')}`.toLowerCase()
  const isSilent = `${prompt}${docstrings(root)}`.trim() === ''
  const asked = habits.map(([words, code]) => ({ code, isNamed: words.test(said) }))
  return ({ edits }: Mutation): number => {
    let likelihood = 1
    for (const { code, isNamed } of asked) {
      const before = edits.filter(({ from, to }) => code.test(source.slice(from, to))).length
      const after = edits.filter(({ text }) => code.test(text)).length
      if (after > before) likelihood *= isNamed ? factor.named : isSilent ? 1 : factor.unnamed
      if (after < before && isNamed) likelihood *= factor.taken
    }
    return likelihood
  }
}

const docstrings = (root: SyntaxNode): string =>
  [...walk(root)]
    .filter((node) => node.kind === 'string' && isDocstring(node))
    .map(({ text }) => text)
    .join(' ')
