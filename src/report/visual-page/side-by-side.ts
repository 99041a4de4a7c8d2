import { diffArrays, diffWordsWithSpace } from 'diff'

/** A part of a line; `changed` where the other side has it otherwise. */
export interface DiffPart {
  readonly text: string
  readonly changed: boolean
}

export interface DiffSide {
  /** 1-based. */
  readonly line: number
  readonly parts: readonly DiffPart[]
}

/** One row of a diff: a line of both sides, or of one. */
export interface DiffRow {
  readonly kind: 'same' | 'changed' | 'removed' | 'added'
  readonly before?: DiffSide
  readonly after?: DiffSide
}

/** Two sources line by line; where a line was changed, its changed words. */
export function sideBySide(before: string, after: string): readonly DiffRow[] {
  const rows: DiffRow[] = []
  const next = { before: 1, after: 1 }
  let removed: readonly string[] = []
  const flush = (added: readonly string[]): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index++)
      rows.push(changedRow(removed[index], added[index], next))
    removed = []
  }
  for (const { value, added, removed: isRemoved } of diffArrays(linesOf(before), linesOf(after))) {
    if (isRemoved) removed = value
    else if (added) flush(value)
    else {
      flush([])
      for (const text of value) rows.push(sameRow(text, next))
    }
  }
  flush([])
  return rows
}

interface Next {
  before: number
  after: number
}

const linesOf = (source: string): string[] => source.replace(/\n+$/, '').split(/\r\n|\r|\n/)

const sameRow = (text: string, next: Next): DiffRow => {
  const parts = [{ text, changed: false }]
  return { kind: 'same', before: { line: next.before++, parts }, after: { line: next.after++, parts } }
}

function changedRow(old: string | undefined, now: string | undefined, next: Next): DiffRow {
  if (old === undefined) return { kind: 'added', after: { line: next.after++, parts: whole(now ?? '') } }
  if (now === undefined) return { kind: 'removed', before: { line: next.before++, parts: whole(old) } }
  const parts = diffWordsWithSpace(old, now)
  return {
    kind: 'changed',
    before: { line: next.before++, parts: sideOf(parts.filter(({ added }) => !added)) },
    after: { line: next.after++, parts: sideOf(parts.filter(({ removed }) => !removed)) },
  }
}

const whole = (text: string): DiffPart[] => [{ text, changed: true }]

const sideOf = (
  parts: readonly { readonly value: string; readonly added: boolean; readonly removed: boolean }[],
): DiffPart[] => parts.map(({ value, added, removed }) => ({ text: value, changed: added || removed }))
