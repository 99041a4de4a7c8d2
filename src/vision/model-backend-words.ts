import type { ModelReply, TokenLogprob } from '../core/model.ts'
import { UnusableReply } from './model-backend-boxes.ts'

/** The probability of yes against no: of the tokens where the answer stands, else 1 or 0 by the word. */
export function yesShare({ text, tokens = [] }: ModelReply): number {
  const word = /\b(yes|no|true|false)\b/i.exec(text)?.[1]?.toLowerCase()
  if (word === undefined) throw new UnusableReply('it says neither yes nor no')
  const at = tokens.find(({ text }) => isYes(text) || isNo(text))
  const yes = at === undefined ? 0 : mass(at, isYes)
  const no = at === undefined ? 0 : mass(at, isNo)
  if (yes + no > 0) return yes / (yes + no)
  return word === 'yes' || word === 'true' ? 1 : 0
}

const isYes = (text: string): boolean => /^\W*(yes|true)\b/i.test(text)
const isNo = (text: string): boolean => /^\W*(no|false)\b/i.test(text)

/** What names the n-th of several options in a prompt. At most `MOST_LETTERS`. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index)
export const MOST_LETTERS = 26

/**
 * A share for each option, together 1: by the probabilities of the letters where the answer stands, else all for the one that
 * is named, by its letter or its text.
 */
export function optionShares({ text, tokens = [] }: ModelReply, options: readonly string[]): readonly number[] {
  const named = /^\W*[A-Z]\W*$/.test(text) ? undefined : optionIn(text, options)
  if (named !== undefined) return onlyOne(named, options)
  const at = tokens.find(({ text }) => letterIn(text, options.length) !== undefined)
  const masses = options.map((_, index) =>
    at === undefined ? 0 : mass(at, (text) => letterIn(text, options.length) === index),
  )
  const sum = masses.reduce((a, b) => a + b, 0)
  if (sum > 0) return masses.map((each) => each / sum)
  const chosen = letterIn(text, options.length)
  if (chosen === undefined) throw new UnusableReply('it names none of the letters')
  return onlyOne(chosen, options)
}

const onlyOne = (chosen: number, options: readonly string[]): readonly number[] =>
  options.map((_, index) => (index === chosen ? 1 : 0))

function letterIn(text: string, count: number): number | undefined {
  const letter = /^\W*([A-Z])(?![A-Za-z])/.exec(text)?.[1]
  const index = letter === undefined ? -1 : letter.charCodeAt(0) - 65
  return index >= 0 && index < count ? index : undefined
}

function optionIn(text: string, options: readonly string[]): number | undefined {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const index = options.findIndex((option) => plain(option) === plain(text))
  return index === -1 ? undefined : index
}

/** Several tokens say the same word: `Yes`, ` yes`. */
function mass({ text, logprob, top }: TokenLogprob, says: (text: string) => boolean): number {
  const known = top.some((rival) => rival.text === text) ? top : [...top, { text, logprob }]
  return known.reduce((sum, rival) => (says(rival.text) ? sum + Math.exp(rival.logprob) : sum), 0)
}

/** The short answer in a reply, as programs compare it: one line, lower case, no quotes and no full stop. */
export function shortAnswer({ text, tokens = [] }: ModelReply): { readonly text: string; readonly confidence: number } {
  const line = text.trim().split('\n', 1)[0] ?? ''
  const answer = line.replaceAll(/^["'`\s]+|["'`.\s]+$/g, '').toLowerCase()
  if (answer === '') throw new UnusableReply('it holds no answer')
  return { text: answer, confidence: Math.exp(tokens.reduce((sum, { logprob }) => sum + logprob, 0)) }
}
