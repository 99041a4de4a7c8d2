import type { Injection, Injector } from '../core/injection.ts'
import type { PythonParser } from '../syntax/python.ts'
import { loadPython } from '../syntax/python.ts'
import type { VisualEditKind } from '../syntax/visual-edit/visual-edit.ts'
import type { EditedProgram } from '../syntax/visual-edit/visual-edits.ts'
import { visualEdits } from '../syntax/visual-edit/visual-edits.ts'
import { generalVocabulary } from '../syntax/visual-edit/vocabulary.ts'
import { maskAt } from './mask-candidates.ts'

export interface MutationInjectorOptions {
  /** Only slips of these kinds. Default all. */
  readonly kinds?: readonly VisualEditKind[]
}

/**
 * Faults of a visual program without a model: one typed edit each (a comparison flipped, an index moved, a colour swapped,
 * a filter dropped …), every program once. In seeded random order: the kinds take turns, so that the first few differ in
 * kind, and within a kind common slips come early. `method` is the kind of the edit.
 */
export const mutationInjector = ({ kinds }: MutationInjectorOptions = {}): Injector => ({
  name: 'mutation',
  async *inject(task, original, means) {
    const python = await loadPython()
    const tree = python.parse(original.source)
    if (tree.errors.length > 0) return
    const vocabulary = generalVocabulary(task.visual?.question ?? task.prompt)
    const edits = visualEdits(python, tree, vocabulary).filter(({ edit }) => kinds?.includes(edit.kind) ?? true)
    for (const each of inTurns(edits, means.random)) {
      means.signal.throwIfAborted()
      yield injection(tree, each)
    }
  },
})

const injection = (original: ReturnType<PythonParser['parse']>, { edit, source, tree }: EditedProgram): Injection => {
  const from = original.lines.offsetAt(edit.span.from)
  return {
    source,
    span: tree.lines.spanOf(from, from + edit.source.length),
    masked: maskAt(original, edit.span),
    original: original.source,
    method: edit.kind,
    note: edit.note,
  }
}

/** One of each kind in turn, the kinds in random order; of one kind in random order by weight. */
const inTurns = (edits: readonly EditedProgram[], random: () => number): readonly EditedProgram[] => {
  const kinds = byKey([...new Set(edits.map(({ edit }) => edit.kind))], () => random())
  const queues = kinds.map((kind) =>
    // weighted sampling without replacement (Efraimidis, Spirakis: Weighted random sampling with a reservoir, 2006)
    byKey(
      edits.filter(({ edit }) => edit.kind === kind),
      ({ edit }) => -(random() ** (1 / edit.weight)),
    ),
  )
  const turns = Math.max(0, ...queues.map(({ length }) => length))
  return Array.from({ length: turns }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? [])).flat()
}

const byKey = <Value>(values: readonly Value[], key: (value: Value) => number): readonly Value[] =>
  values
    .map((value) => ({ value, key: key(value) }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
