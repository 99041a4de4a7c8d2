import type { EditSite, Variable } from './visual-edit.ts'

/** What the program computes and never uses is likely what a lost condition was about. */
export const isUnread = ({ name }: Pick<Variable, 'name'>, { scopes }: EditSite): boolean =>
  !scopes.uses.some((use) => use.name === name && use.reads)
