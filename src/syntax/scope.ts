import { parametersOf } from './statement.ts'
import { ancestors, child, parts, walk } from './syntax-node.ts'
import type { SyntaxNode } from './syntax-node.ts'

export interface Scope {
  readonly kind: 'module' | 'class' | 'function' | 'comprehension'
  readonly node: SyntaxNode
  readonly parent: Scope | undefined
  /** Names that this scope itself binds, each with the places that do so. */
  readonly bindings: ReadonlyMap<string, readonly Binding[]>
  /** Names that `global` or `nonlocal` statements here hand to an outer scope. */
  readonly outer: ReadonlySet<string>
}

export interface Binding {
  readonly name: string
  readonly kind: 'parameter' | 'assignment' | 'loop' | 'import' | 'function' | 'class' | 'as' | 'capture'
  readonly node: SyntaxNode
}

/** One mention of a variable. `x += 1` both reads and binds. */
export interface NameUse {
  readonly name: string
  readonly node: SyntaxNode
  readonly scope: Scope
  readonly binds: boolean
  readonly reads: boolean
}

export interface Scopes {
  readonly module: Scope
  /** Every mention of a variable, in source order. */
  readonly uses: readonly NameUse[]
  scopeOf(node: SyntaxNode): Scope
  /** The scope that binds the name as seen from this one; `undefined` for a builtin or a name that nothing binds. */
  resolve(name: string, from: Scope): Scope | undefined
  /** Names visible at this node, innermost scope first; those of builtins are not among them. */
  visible(node: SyntaxNode): readonly string[]
}

interface OpenScope extends Scope {
  readonly bindings: Map<string, Binding[]>
  readonly outer: Set<string>
}

const comprehensions = ['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression']
const scopeKinds: Readonly<Record<string, Scope['kind']>> = {
  module: 'module',
  class_definition: 'class',
  function_definition: 'function',
  lambda: 'function',
  ...Object.fromEntries(comprehensions.map((kind) => [kind, 'comprehension' as const])),
}

/** Scopes and names by Python's rules: class bodies are invisible to the functions in them, `:=` escapes comprehensions. */
export const scopesOf = (root: SyntaxNode): Scopes => {
  const byNode = new Map<SyntaxNode, OpenScope>()
  for (const node of walk(root)) {
    const kind = scopeKinds[node.kind]
    if (kind !== undefined)
      byNode.set(node, { kind, node, parent: holder(node, byNode), bindings: new Map(), outer: new Set() })
  }
  if (!byNode.has(root))
    byNode.set(root, { kind: 'module', node: root, parent: undefined, bindings: new Map(), outer: new Set() })
  const module = byNode.get(root)!
  const scopeOf = (node: SyntaxNode): OpenScope => holder(node, byNode) ?? module
  for (const { node, name } of declaredOuter(root)) scopeOf(node).outer.add(name)

  const uses: NameUse[] = []
  for (const node of walk(root)) {
    if (node.kind !== 'identifier') continue
    const binding = bindingKind(node)
    const scope = binding?.escapes === true ? functionScope(scopeOf(node)) : scopeOf(node)
    if (binding !== undefined) bind(scope, { name: node.text, kind: binding.kind, node })
    if (binding !== undefined || isRead(node)) {
      const reads = binding === undefined || binding.reads === true
      uses.push({ name: node.text, node, scope, binds: binding !== undefined, reads })
    }
  }
  const resolve = (name: string, from: Scope): Scope | undefined => lookUp(name, from, module)
  return { module, uses, scopeOf, resolve, visible: (node) => visibleFrom(scopeOf(node)) }
}

/** The scope that evaluates a node: defaults, decorators and the first iterable of a comprehension belong outside. */
const holder = (node: SyntaxNode, byNode: ReadonlyMap<SyntaxNode, OpenScope>): OpenScope | undefined => {
  let inner = node
  for (const each of ancestors(node)) {
    const scope = byNode.get(each)
    if (scope !== undefined && belongsInside(each, inner, node)) return scope
    inner = each
  }
  return undefined
}

const belongsInside = (scope: SyntaxNode, via: SyntaxNode, node: SyntaxNode): boolean => {
  if (scope.kind === 'module') return true
  if (scope.kind === 'function_definition' || scope.kind === 'lambda') {
    return via.field === 'body' || (via.field === 'parameters' && isParameterName(node))
  }
  if (scope.kind === 'class_definition') return via.field === 'body'
  const first = scope.children.find((each) => each.kind === 'for_in_clause')
  const iterable = first && child(first, 'right')
  return iterable === undefined || !(iterable.from <= node.from && node.to <= iterable.to)
}

const isParameterName = (node: SyntaxNode): boolean => {
  const definition = [...ancestors(node)].find(({ kind }) => kind === 'function_definition' || kind === 'lambda')
  return definition !== undefined && parametersOf(definition).some((each) => nameNodeOf(each.node) === node)
}

const nameNodeOf = (parameter: SyntaxNode): SyntaxNode => {
  const inner = child(parameter, 'name') ?? parts(parameter)[0]
  return inner === undefined ? parameter : inner.kind === 'identifier' ? inner : nameNodeOf(inner)
}

interface BindingRole {
  readonly kind: Binding['kind']
  readonly reads?: boolean
  readonly escapes?: boolean
}

const patternKinds = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'list_splat',
  'tuple',
  'list',
  'expression_list',
  'parenthesized_expression',
])

const bindingKind = (node: SyntaxNode): BindingRole | undefined => {
  if (isParameterName(node)) return { kind: 'parameter' }
  let inner = node
  let parent = node.parent
  while (parent !== undefined && patternKinds.has(parent.kind)) {
    inner = parent
    parent = parent.parent
  }
  const field = inner.field
  switch (parent?.kind) {
    case 'assignment':
      return field === 'left' ? { kind: 'assignment' } : undefined
    case 'augmented_assignment':
      return field === 'left' ? { kind: 'assignment', reads: true } : undefined
    case 'named_expression':
      return field === 'name' ? { kind: 'assignment', escapes: true } : undefined
    case 'for_statement':
    case 'for_in_clause':
      return field === 'left' ? { kind: 'loop' } : undefined
    case 'function_definition':
      return field === 'name' ? { kind: 'function' } : undefined
    case 'class_definition':
      return field === 'name' ? { kind: 'class' } : undefined
    case 'as_pattern_target':
      return { kind: 'as' }
    case 'aliased_import':
      return field === 'alias' ? { kind: 'import' } : undefined
    case 'dotted_name':
      return dottedBinding(node, parent)
    default:
      return undefined
  }
}

/** `import a.b` binds `a`, `from m import a` binds `a`, and a bare name in a `case` captures. */
const dottedBinding = (node: SyntaxNode, dotted: SyntaxNode): BindingRole | undefined => {
  if (dotted.children[0] !== node) return undefined
  const statement = dotted.parent
  if (statement?.kind === 'import_statement') return { kind: 'import' }
  if (statement?.kind === 'import_from_statement') return dotted.field === 'name' ? { kind: 'import' } : undefined
  return statement?.kind === 'case_pattern' && dotted.children.length === 1 ? { kind: 'capture' } : undefined
}

const isRead = (node: SyntaxNode): boolean => {
  const { parent, field } = node
  switch (parent?.kind) {
    case 'attribute':
      return field !== 'attribute'
    case 'keyword_argument':
      return field !== 'name'
    case 'dotted_name':
      return parent.parent?.kind === 'case_pattern' && parent.children[0] === node
    case 'aliased_import':
    case 'global_statement':
    case 'nonlocal_statement':
      return false
    default:
      return true
  }
}

const declaredOuter = (root: SyntaxNode): readonly { readonly node: SyntaxNode; readonly name: string }[] =>
  [...walk(root)]
    .filter(({ kind }) => kind === 'global_statement' || kind === 'nonlocal_statement')
    .flatMap((statement) => parts(statement).map((node) => ({ node, name: node.text })))

const functionScope = (scope: OpenScope): OpenScope =>
  scope.kind === 'comprehension' && scope.parent !== undefined ? functionScope(scope.parent as OpenScope) : scope

const bind = (scope: OpenScope, binding: Binding): void => {
  if (scope.outer.has(binding.name)) return
  const known = scope.bindings.get(binding.name)
  if (known === undefined) scope.bindings.set(binding.name, [binding])
  else known.push(binding)
}

const lookUp = (name: string, from: Scope, module: Scope): Scope | undefined => {
  for (let at: Scope | undefined = from; at !== undefined; at = at.parent) {
    if (at.kind === 'class' && at !== from) continue
    if (at.bindings.has(name)) return at
  }
  return module.bindings.has(name) ? module : undefined
}

const visibleFrom = (from: Scope): readonly string[] => {
  const names = new Set<string>()
  for (let at: Scope | undefined = from; at !== undefined; at = at.parent) {
    if (at.kind === 'class' && at !== from) continue
    for (const name of at.bindings.keys()) names.add(name)
  }
  return [...names]
}
