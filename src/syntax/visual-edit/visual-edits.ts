import { normalForm } from '../normal-form.ts'
import type { PythonParser, SyntaxTree } from '../python.ts'
import type { Binding, Scope, Scopes } from '../scope.ts'
import { scopesOf } from '../scope.ts'
import { statementOf } from '../statement.ts'
import type { SyntaxNode } from '../syntax-node.ts'
import { enclosing, walk } from '../syntax-node.ts'
import { answerEdits, answerTypeEdits, argumentEdits, optionEdits } from './answer-edits.ts'
import { comparisonEdits } from './comparison-edits.ts'
import { conditionAddedEdits, filterAddedEdits, filterDroppedEdits } from './filter-edits.ts'
import { arithmeticEdits, coordinateEdits, extremeEdits, imageSideEdits, orderEdits } from './geometry-edits.ts'
import { helperEdits } from './helper-edits.ts'
import { connectiveEdits, distinctEdits, negationEdits, quantifierEdits } from './logic-edits.ts'
import { indexEdits, numberEdits } from './number-edits.ts'
import { roles } from './role.ts'
import {
  guardAddedEdits,
  guardDroppedEdits,
  statementFilterEdits,
  loopQuantifierEdits,
  returnMovedEdits,
} from './statement-edits.ts'
import { variableEdits, wrapEdits } from './variable-edits.ts'
import type { EditFamily, EditSite, Variable, VisualEdit } from './visual-edit.ts'
import { withEdits } from './visual-edit.ts'
import type { EditVocabulary } from './vocabulary.ts'
import { phraseEdits, wordEdits } from './word-edits.ts'

const families: readonly EditFamily[] = [
  comparisonEdits,
  numberEdits,
  indexEdits,
  wordEdits,
  phraseEdits,
  quantifierEdits,
  loopQuantifierEdits,
  connectiveEdits,
  negationEdits,
  distinctEdits,
  coordinateEdits,
  extremeEdits,
  orderEdits,
  imageSideEdits,
  arithmeticEdits,
  helperEdits,
  optionEdits,
  argumentEdits,
  answerEdits,
  answerTypeEdits,
  filterDroppedEdits,
  filterAddedEdits,
  conditionAddedEdits,
  guardDroppedEdits,
  guardAddedEdits,
  statementFilterEdits,
  returnMovedEdits,
  variableEdits,
  wrapEdits,
]

/** An edit with the whole program that it gives. */
export interface EditedProgram {
  readonly edit: VisualEdit
  readonly source: string
  /** The tree of `source`. */
  readonly tree: SyntaxTree
}

/**
 * Every single typed edit of a visual program, in source order, each program once: edits that give a program which is
 * equal in all but form to the given one or to an earlier, or that does not parse, are left out.
 */
export const visualEdits = (
  python: PythonParser,
  tree: SyntaxTree,
  vocabulary: EditVocabulary,
): readonly EditedProgram[] => {
  const site = siteOf(tree, vocabulary)
  const seen = new Set([normalForm(tree.root)])
  const texts = new Set([tree.source])
  return [...walk(tree.root)].flatMap((node) =>
    families.flatMap((family) =>
      [...family(node, site)].flatMap((edit): readonly EditedProgram[] => {
        const source = withEdits(tree, [edit])
        if (source === undefined || texts.has(source)) return []
        texts.add(source)
        const edited = python.parse(source)
        const form = normalForm(edited.root)
        if (edited.errors.length > 0 || seen.has(form)) return []
        seen.add(form)
        return [{ edit, source, tree: edited }]
      }),
    ),
  )
}

const siteOf = (tree: SyntaxTree, vocabulary: EditVocabulary): EditSite => {
  const scopes = scopesOf(tree.root)
  const roleOf = roles(tree.root, scopes)
  return { tree, scopes, vocabulary, roleOf, variablesAt: (node) => variables(node, { scopes, roleOf }) }
}

/** The closest first; a name of the function counts from the first place that gives it a value. */
const variables = (node: SyntaxNode, { scopes, roleOf }: Pick<EditSite, 'scopes' | 'roleOf'>): readonly Variable[] => {
  const scope = scopes.scopeOf(node)
  const found = scopes.visible(node).flatMap((name) => {
    const bindings = boundIn(name, scope, scopes).filter(({ kind }) => kind !== 'function' && kind !== 'class')
    const first = bindings.find((binding) => isBefore(binding, node))
    return first === undefined ? [] : [{ name, role: roleOf(first.node), from: first.node.from }]
  })
  return found.sort((a, b) => b.from - a.from)
}

const boundIn = (name: string, scope: Scope, scopes: Scopes): readonly Binding[] =>
  scopes.resolve(name, scope)?.bindings.get(name) ?? []

/** A comprehension binds its names behind what reads them; a statement gives a name its value when it ends. */
const isBefore = ({ node: binding }: Binding, use: SyntaxNode): boolean => {
  const clause = enclosing(binding, 'for_in_clause')
  if (clause !== undefined) return clause.parent!.from <= use.from && use.to <= clause.parent!.to
  const statement = statementOf(binding)
  const isLoop = statement?.kind === 'for_statement'
  return binding.to <= use.from && (isLoop || statement === undefined || statement.to <= use.from || !isBound(binding))
}

const isBound = (binding: SyntaxNode): boolean => enclosing(binding, 'assignment', 'augmented_assignment') !== undefined
