import { applyEdits } from '../../syntax/edit.ts'
import { normalForm } from '../../syntax/normal-form.ts'
import type { PythonParser } from '../../syntax/python.ts'
import { statementOf } from '../../syntax/statement.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
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

/** Of many edits of one family at one place each further one is a little less likely than its prior says. */
const crowding = 0.93
/** That the same slip was made at every like place of a statement, beside one of them. */
const consistency = 0.4

/** Every single edit of the program, most likely first; `asked` is what the task's words make of an edit. */
export const singles = (
  subject: Subject,
  suspicion: Suspicion,
  asked: (mutation: Mutation) => number = () => 1,
): readonly Candidate[] => {
  const found: Candidate[] = []
  for (const node of walk(subject.tree.root)) {
    for (const [name, family] of Object.entries(families)) {
      const made = [...family(node, subject)].sort((a, b) => b.prior - a.prior)
      for (const [place, mutation] of made.entries()) {
        const score = mutation.prior * suspicion(mutation.at) * asked(mutation) * crowding ** place
        if (score > 0) found.push({ mutations: [mutation], families: [name], score })
      }
    }
  }
  return [...found, ...consistent(found, subject)].sort((a, b) => b.score - a.score)
}

/** The same edit at all like places of one statement at once: both calls of `sorted` become `set`. */
const consistent = (found: readonly Candidate[], { tree: { source } }: Subject): readonly Candidate[] => {
  const alike = new Map<string, Candidate[]>()
  for (const candidate of found) {
    const { edits, at } = candidate.mutations[0]!
    const [edit] = edits
    if (edits.length !== 1 || edit === undefined || edit.from === edit.to) continue
    const key = [statementKey(at), candidate.families[0], source.slice(edit.from, edit.to), edit.text].join('\n')
    const group = alike.get(key)
    if (group === undefined) alike.set(key, [candidate])
    else group.push(candidate)
  }
  return [...alike.values()].filter(({ length }) => length > 1).map(together)
}

const statementKey = (node: SyntaxNode): number => statementOf(node)?.from ?? -1

const together = (group: readonly Candidate[]): Candidate => {
  const mutations = group.flatMap((each) => each.mutations)
  const [first] = mutations
  return {
    mutations: [
      { ...first!, edits: mutations.flatMap(({ edits }) => edits), note: `${first!.note}, ${group.length} times` },
    ],
    families: group[0]!.families,
    score: consistency * Math.max(...group.map(({ score }) => score)),
  }
}

/**
 * Makes sources of candidates, each program once: equal trees, sources that do not parse, and single edits that the
 * failing checks cannot notice are dropped.
 */
export const sourceMaker = (python: PythonParser, subject: Subject, isNeutral: (mutation: Mutation) => boolean) => {
  const seen = new Set([normalForm(subject.tree.root)])
  const texts = new Set([subject.tree.source])
  return ({ mutations }: Candidate): string | undefined => {
    if (mutations.length === 1 && isNeutral(mutations[0]!)) return undefined
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
