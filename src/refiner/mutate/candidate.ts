import type { PythonParser } from '../../syntax/python.ts'
import { applyEdits } from '../../syntax/edit.ts'
import { normalForm } from '../../syntax/normal-form.ts'
import { walk } from '../../syntax/syntax-node.ts'
import { families } from './families.ts'
import type { Mutation } from './mutation.ts'
import type { Subject } from './subject.ts'
import type { Suspicion } from './suspicion.ts'

/** A mutation, or several at once, with how likely they are the mend. */
export interface Candidate {
  readonly mutations: readonly Mutation[]
  /** The families that made it, for measurements. */
  readonly families: readonly string[]
  /** Prior of the edit times suspicion of its place. */
  readonly score: number
}

/** Every single edit of the program, most likely first. */
export const singles = (subject: Subject, suspicion: Suspicion): readonly Candidate[] => {
  const found: Candidate[] = []
  for (const node of walk(subject.tree.root)) {
    for (const [name, family] of Object.entries(families)) {
      for (const mutation of family(node, subject)) {
        const score = mutation.prior * suspicion(mutation.at)
        if (score > 0) found.push({ mutations: [mutation], families: [name], score })
      }
    }
  }
  return found.sort((a, b) => b.score - a.score)
}

/** Makes sources of candidates, each program once: equal trees and sources that do not parse are dropped. */
export const sourceMaker = (python: PythonParser, subject: Subject) => {
  const seen = new Set([normalForm(subject.tree.root)])
  const texts = new Set([subject.tree.source])
  return ({ mutations }: Candidate): string | undefined => {
    const source = applyEdits(
      subject.tree.source,
      mutations.flatMap(({ edits }) => edits),
    )
    if (source === undefined || texts.has(source)) return undefined
    texts.add(source)
    const tree = python.parse(source)
    if (tree.errors.length > 0) return undefined
    const form = normalForm(tree.root)
    if (seen.has(form)) return undefined
    seen.add(form)
    return source
  }
}
