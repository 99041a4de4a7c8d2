import { EngineError } from '../../core/engine-error.ts'
import { programText } from './program-text.ts'
import type { ProgramRow } from './read-programs.ts'
import { readPrograms } from './read-programs.ts'
import type { VisualOptions } from './visual-options.ts'
import type { VisualRow } from './visual-row.ts'

/** A program for a row. */
export interface Seed {
  readonly source: string
  readonly faultLines?: readonly number[]
}

/** The programs that a run begins with, found by row; it remembers which were asked for. */
export interface Seeds {
  of(row: VisualRow): readonly Seed[]
  /** Identifiers that no row had. */
  unused(): readonly string[]
}

/** `undefined`: the tasks have no seeds. `EngineError` (usage) where there are no such programs. */
export async function openSeeds(name: string, { programs, gold }: VisualOptions): Promise<Seeds | undefined> {
  if (programs === undefined) return undefined
  if (programs !== 'gold') return seedsOf(await readPrograms(programs))
  if (gold === undefined)
    throw new EngineError('usage', `there are no gold programs for ${name}: give a JSONL file with --programs`)
  return seedsOf([...(await gold())].map(([key, text]) => ({ key, text })))
}

function seedsOf(rows: readonly ProgramRow[]): Seeds {
  const byKey = new Map<string, ProgramRow[]>()
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row])
  const unused = new Set(byKey.keys())
  return {
    of({ id, group, visual }) {
      const keys = group === undefined || group === id ? [id] : [id, group]
      for (const key of keys) unused.delete(key)
      return keys.flatMap((key) => byKey.get(key) ?? []).map((row) => seedOf(row, visual.header))
    },
    unused: () => [...unused],
  }
}

function seedOf({ text, faultLines }: ProgramRow, header: string): Seed {
  const { source, shift } = programText(text, header)
  return { source, ...(faultLines && { faultLines: faultLines.map((line) => line + shift) }) }
}
