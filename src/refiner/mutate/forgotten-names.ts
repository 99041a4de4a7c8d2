import type { Mutation } from './mutation.ts'
import { unreadNames } from './smell.ts'
import type { Subject } from './subject.ts'

/** How much likelier an edit is that reads what the program got or computed, and then forgot. */
const factor = 2

/** What the variables and parameters that nothing reads make of an edit: one of them may be what is missing. */
export const forgottenNames = ({ scopes, tree: { source } }: Subject): ((mutation: Mutation) => number) => {
  const names = new Set(unreadNames(scopes))
  if (names.size === 0) return () => 1
  const mentions = (text: string): number => text.match(/[A-Za-z_]\w*/g)?.filter((word) => names.has(word)).length ?? 0
  return ({ edits }) =>
    edits.some(({ from, to, text }) => mentions(text) > mentions(source.slice(from, to))) ? factor : 1
}
