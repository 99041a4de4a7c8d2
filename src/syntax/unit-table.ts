import type { Span } from '../core/span.ts'
import { flowGraphs, unitOf } from './blocks.ts'
import { controlDependences } from './control.ts'
import { nodeAt } from './python.ts'
import type { SyntaxTree } from './python.ts'
import { scopesOf } from './scope.ts'
import type { NameUse, Scopes } from './scope.ts'
import { ancestors, enclosing } from './syntax-node.ts'
import type { SyntaxNode } from './syntax-node.ts'

/** A variable as one unit sees it: `local` to the function that runs the unit, else of the module or an outer function. */
export interface Variable {
  readonly name: string
  readonly local: boolean
}

/** The variables that one unit (a statement without those inside it, or an `elif` clause) handles. */
export interface UnitVariables {
  readonly reads: readonly Variable[]
  readonly binds: readonly Variable[]
  /**
   * Changed in place: `x` in `x[0] = 1` and `x.y = 1`, and in the statement `x.append(1)`, whose result nobody wants. What
   * other methods do to their object, only a run can tell.
   */
  readonly touches: readonly Variable[]
}

/** What is known of a program's units before it runs. */
export interface UnitTable {
  readonly tree: SyntaxTree
  /** The unit that runs the code at this place. */
  unitAt(span: Span): SyntaxNode | undefined
  variablesOf(unit: SyntaxNode): UnitVariables
  /** The units whose outcome decides whether this one runs, in the same function. */
  decidersOf(unit: SyntaxNode): readonly SyntaxNode[]
  /** The units of the same function that may set or change a variable which this one reads. */
  settersFor(unit: SyntaxNode): readonly SyntaxNode[]
}

const none: UnitVariables = { reads: [], binds: [], touches: [] }

export const unitTable = (tree: SyntaxTree): UnitTable => {
  const deciders = new Map(flowGraphs(tree.root).flatMap((graph) => [...controlDependences(graph)]))
  const variables = variablesByUnit(scopesOf(tree.root))
  const setters = settersByName(variables)
  // a trace repeats the same few places: by object where its decoder shares them
  const units = new Map<Span, SyntaxNode | undefined>()
  return {
    tree,
    unitAt: (span) => {
      if (!units.has(span)) units.set(span, unitOf(nodeAt(tree, span)))
      return units.get(span)
    },
    variablesOf: (unit) => variables.get(unit) ?? none,
    decidersOf: (unit) => deciders.get(unit) ?? [],
    settersFor: (unit) => {
      const inFunction = setters.get(enclosing(unit, 'function_definition'))
      return [...new Set((variables.get(unit) ?? none).reads.flatMap(({ name }) => inFunction?.get(name) ?? []))]
    },
  }
}

const settersByName = (
  variables: ReadonlyMap<SyntaxNode, UnitVariables>,
): ReadonlyMap<SyntaxNode | undefined, ReadonlyMap<string, readonly SyntaxNode[]>> => {
  const byFunction = new Map<SyntaxNode | undefined, Map<string, SyntaxNode[]>>()
  for (const [unit, { binds, touches }] of variables) {
    const home = enclosing(unit, 'function_definition')
    const names = byFunction.get(home) ?? new Map<string, SyntaxNode[]>()
    byFunction.set(home, names)
    for (const { name } of [...binds, ...touches]) {
      const known = names.get(name)
      if (known === undefined) names.set(name, [unit])
      else known.push(unit)
    }
  }
  return byFunction
}

const variablesByUnit = (scopes: Scopes): ReadonlyMap<SyntaxNode, UnitVariables> => {
  const uses = new Map<SyntaxNode, NameUse[]>()
  for (const use of scopes.uses) {
    const unit = unitOf(use.node)
    if (unit === undefined || isInner(use, scopes)) continue
    const known = uses.get(unit)
    if (known === undefined) uses.set(unit, [use])
    else known.push(use)
  }
  return new Map(
    [...uses].map(([unit, all]) => {
      const pick = (wanted: (use: NameUse) => boolean): readonly Variable[] => variablesOf(all.filter(wanted), scopes)
      return [unit, { reads: pick(({ reads }) => reads), binds: pick(({ binds }) => binds), touches: pick(isTouched) }]
    }),
  )
}

/** Lives and dies within one evaluation: the variable of a comprehension, the parameter of a lambda. */
const isInner = ({ name, scope }: NameUse, scopes: Scopes): boolean => {
  const binder = scopes.resolve(name, scope)
  return binder?.kind === 'comprehension' || binder?.node.kind === 'lambda'
}

const variablesOf = (uses: readonly NameUse[], scopes: Scopes): readonly Variable[] => [
  ...new Map(
    uses.map(({ name, scope, binds }) => {
      const binder = scopes.resolve(name, scope)
      const local = binder?.kind === 'function' && (binds || functionScopeOf(scope) === binder)
      return [name, { name, local }] as const
    }),
  ).values(),
]

const functionScopeOf = (scope: NameUse['scope']): NameUse['scope'] =>
  scope.kind === 'comprehension' && scope.parent !== undefined ? functionScopeOf(scope.parent) : scope

/** The object of a subscript or attribute that is assigned to or deleted, or of a method called for its effect. */
const isTouched = ({ node, reads }: NameUse): boolean => {
  if (!reads) return false
  let object = node
  for (const each of ancestors(node)) {
    if (each.kind !== 'subscript' && each.kind !== 'attribute') return object !== node && isChanged(object)
    if (object.field !== 'value' && object.field !== 'object') return false
    object = each
  }
  return false
}

const isChanged = ({ field, parent }: SyntaxNode): boolean =>
  field === 'left' ||
  ['pattern_list', 'tuple_pattern', 'delete_statement'].includes(parent?.kind ?? '') ||
  (field === 'function' && parent?.parent?.kind === 'expression_statement')
