import type { Step, Trace } from '../core/trace.ts'

/**
 * Lines that had an influence on how the run ended, each with its distance: 0 for the line that returned or raised, one more
 * for each name or condition between. A backward slice by names and indentation: it keeps too much rather than too little.
 */
export const relevantLines = ({ steps }: Trace, source: string): ReadonlyMap<number, number> => {
  const lines = source.split('\n')
  const writers = writersIn(steps)
  const ran = new Set(steps.map(({ at }) => at.from.line))
  const leaving = [...ran].filter((line) => /^\s*(return|break|continue|raise)\b/.test(lines[line - 1] ?? ''))
  const found = new Map<number, number>()
  const last = steps.findLast(({ kind }) => kind === 'return' || kind === 'raise') ?? steps.at(-1)
  const queue: (readonly [line: number, distance: number])[] = last === undefined ? [] : [[last.at.from.line, 0]]
  for (const [line, distance] of queue) {
    if (found.has(line)) continue
    found.set(line, distance)
    const next = new Set<number>(headsOf(lines, line))
    for (const name of namesIn(lines[line - 1] ?? '')) for (const writer of writers.get(name) ?? []) next.add(writer)
    // What did not end the run before is why it came here.
    if (distance === 0) for (const each of leaving) for (const head of headsOf(lines, each)) next.add(head)
    for (const each of next) queue.push([each, distance + 1])
  }
  return found
}

const writersIn = (steps: readonly Step[]): ReadonlyMap<string, ReadonlySet<number>> => {
  const writers = new Map<string, Set<number>>()
  for (const step of steps) {
    if (!('changed' in step)) continue
    for (const name of Object.keys(step.changed)) {
      const known = writers.get(name) ?? new Set<number>()
      writers.set(name, known.add(step.at.from.line))
    }
  }
  return writers
}

/** Names that a line reads or writes; what stands in quotes is none. */
const namesIn = (text: string): readonly string[] =>
  text.replaceAll(/(['"]).*?\1/g, '').match(/(?<![.\w])[A-Za-z_]\w*/g) ?? []

/** The lines of the statements around a line, by indentation, and of those that stand before it as `elif` or `else` do. */
const headsOf = (lines: readonly string[], line: number): readonly number[] => {
  const heads: number[] = []
  let indent = indentOf(lines[line - 1] ?? '')
  for (let above = line - 1; above >= 1 && indent > 0; above--) {
    const text = lines[above - 1] ?? ''
    if (text.trim() === '' || indentOf(text) >= indent) continue
    heads.push(above)
    if (!/^\s*(elif|else|except|finally)\b/.test(text)) indent = indentOf(text)
    else indent = indentOf(text) + 1
  }
  return heads
}

const indentOf = (text: string): number => text.length - text.trimStart().length
