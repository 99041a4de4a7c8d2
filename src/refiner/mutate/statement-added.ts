import { insertAfter, insertBefore, outdented } from '../../syntax/edit.ts'
import { isDocstring } from '../../syntax/expression.ts'
import { functionOf, isCompound, isStatement, statementsIn } from '../../syntax/statement.ts'
import { child, enclosing, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'
import { tests } from './condition.ts'
import { dereferenced, guards, urgency } from './guard.ts'
import type { Family, Mutation } from './mutation.ts'
import { line, short } from './mutation.ts'
import type { Name } from './names-in-scope.ts'
import type { Subject } from './subject.ts'
import { fit, isSurely, mayBe } from './static-type.ts'

type Draft = readonly [text: string, prior: number]

/** A statement made from the names in scope, before the first or after any statement of a block. */
export const statementAdded: Family = function* (node, subject) {
  if (!isPlace(node)) return
  const block = node.parent!
  const statements = statementsIn(block)
  if (statements[0] === node && !isDocstring(parts(node)[0] ?? node)) {
    for (const [text, prior] of drafts(node, subject, node)) yield before(node, text, prior * 0.8, subject)
  }
  if (endsFlow(node)) return
  const next = statements[statements.indexOf(node) + 1]
  for (const [text, prior] of drafts(node, subject, next)) yield after(node, text, prior, subject)
}

const isPlace = (node: SyntaxNode): boolean =>
  isStatement(node) &&
  (node.parent?.kind === 'block' || node.parent?.kind === 'module') &&
  functionOf(node) !== undefined

const endsFlow = ({ kind }: SyntaxNode): boolean => /^(return|raise|break|continue)_statement$/.test(kind)

const before = (node: SyntaxNode, text: string, prior: number, { tree }: Subject): Mutation => ({
  edits: [insertBefore(tree.source, node, text)],
  at: node,
  prior,
  note: `before ${line(node)}: inserted \`${short(text)}\``,
})

const after = (node: SyntaxNode, text: string, prior: number, { tree }: Subject): Mutation => ({
  edits: [insertAfter(tree.source, node, text)],
  at: node,
  prior,
  note: `after line ${node.span.to.line}: inserted \`${short(text)}\``,
})

/** Statements worth a try at this place. `next` is what follows there now. */
function* drafts(node: SyntaxNode, subject: Subject, next: SyntaxNode | undefined): Generator<Draft> {
  const place = next ?? node
  const names = subject.variablesAt(place).concat(boundBy(node, subject))
  const unique = [...new Map(names.map((name) => [name.text, name])).values()]
  yield* growth(unique)
  yield* assignments(unique)
  yield* jumps(node, unique, subject)
  if (next !== undefined) yield* waysOut(next, subject)
  yield* copies(node, subject)
}

/** Names that the statement itself binds can be used after it. */
const boundBy = (node: SyntaxNode, subject: Subject): readonly Name[] => {
  const last = [...walk(node)].at(-1)!
  return subject.scopes
    .visible(node)
    .filter((text) =>
      [...walk(node)].some((each) => each.kind === 'identifier' && each.text === text && each.field === 'left'),
    )
    .map((text) => ({
      text,
      types: subject.typesOf({ ...last, kind: 'identifier', text }),
      kind: 'assignment',
      local: true,
    }))
}

function* growth(names: readonly Name[]): Generator<Draft> {
  for (const name of names) {
    const method = isSurely(name.types, 'set') ? 'add' : isSurely(name.types, 'list', 'deque') ? 'append' : undefined
    if (method === undefined) continue
    for (const other of names)
      if (other !== name) yield [`${name.text}.${method}(${other.text})`, other.local ? 0.3 : 0.12]
  }
}

function* assignments(names: readonly Name[]): Generator<Draft> {
  for (const name of names) {
    if (!name.local || name.kind === 'import') continue
    const numeric = isSurely(name.types, 'int')
    if (numeric)
      yield* [
        [`${name.text} += 1`, 0.2] as const,
        [`${name.text} -= 1`, 0.15] as const,
        [`${name.text} = 0`, 0.12] as const,
      ]
    if (isSurely(name.types, 'list'))
      yield* [
        [`${name.text} = []`, 0.08] as const,
        [`${name.text}.sort()`, 0.1] as const,
        [`${name.text}.reverse()`, 0.06] as const,
      ]
    if (isSurely(name.types, 'str')) yield [`${name.text} = ''`, 0.06]
    for (const other of names) {
      const fits = fit(name.types, other.types)
      if (other === name || fits < 0.4) continue
      yield [`${name.text} = ${other.text}`, 0.25 * fits * (name.kind === 'parameter' ? 0.4 : 1)]
      if (numeric && fits === 1) yield [`${name.text} += ${other.text}`, 0.12]
    }
  }
}

function* jumps(node: SyntaxNode, names: readonly Name[], { failure }: Subject): Generator<Draft> {
  if (enclosing(node, 'for_statement', 'while_statement') !== undefined)
    yield* [['break', 0.25] as const, ['continue', 0.12] as const]
  for (const name of names) {
    const wanted = failure.expectedTypes.size === 0 ? 0.5 : fit(name.types, failure.expectedTypes)
    if (wanted > 0) yield [`return ${name.text}`, 0.2 * wanted * (name.local ? 1 : 0.5)]
  }
  for (const value of results(failure.expectedTypes)) yield [`return ${value}`, 0.1]
}

/** Short results of the types that the checks expect. */
export const results = (types: ReadonlySet<string>): readonly string[] => {
  const simple: Readonly<Record<string, readonly string[]>> = {
    bool: ['True', 'False'],
    int: ['0', '1', '-1'],
    float: ['0.0'],
    str: ["''"],
    list: ['[]'],
    tuple: ['()'],
    dict: ['{}'],
    set: ['set()'],
    NoneType: ['None'],
  }
  return [...types].flatMap((type) => simple[type] ?? [])
}

/** An early way out, where a value is None, empty or zero. */
function* waysOut(next: SyntaxNode, subject: Subject): Generator<Draft> {
  const ways = [...results(subject.failure.expectedTypes), 'None'].slice(0, 4).map((value) => `return ${value}`)
  const inLoop = enclosing(next, 'for_statement', 'while_statement') !== undefined
  if (inLoop) ways.push('continue', 'break')
  const first = statementsIn(next.parent!)[0] === next && next.parent?.parent?.kind === 'function_definition'
  const objects = dereferenced(next).map(({ object, kind }) => ({
    test: guards(object, kind).absent,
    prior: urgency(kind, subject),
  }))
  for (const { test, prior } of [...objects, ...tests(next, subject)]) {
    if (prior < 0.3) continue
    for (const way of ways) yield [`if ${test.text}:\n    ${way}`, prior * (first ? 0.25 : 0.12)]
  }
}

/** A simple statement that stands elsewhere in the function, once more. */
function* copies(node: SyntaxNode, { tree }: Subject): Generator<Draft> {
  const home = functionOf(node)
  const body = home && child(home, 'body')
  if (body === undefined) return
  for (const other of walk(body)) {
    if (!isStatement(other) || other === node || functionOf(other) !== home || other.text.length > 120) continue
    if (other.kind === 'expression_statement' && isDocstring(parts(other)[0] ?? other)) continue
    const rank =
      other.kind === 'return_statement' || other.kind === 'pass_statement' ? 0.1 : isCompound(other) ? 0.04 : 0.15
    yield [outdented(tree.source, other), rank]
  }
}

/** A value that a caller will see: None becomes what the checks expect. */
export const missingReturn: Family = function* (node, subject) {
  if (node.kind !== 'expression_statement' || functionOf(node) === undefined) return
  const expression = parts(node)[0]
  if (expression === undefined || expression.kind.endsWith('assignment') || isDocstring(expression)) return
  const wanted = subject.failure.expectedTypes
  if (!subject.failure.actualTypes.has('NoneType') && !mayBe(subject.typesOf(expression), ...wanted)) return
  yield {
    edits: [{ from: node.from, to: node.from, text: 'return ' }],
    at: node,
    prior: 0.3,
    note: `${line(node)}: \`${short(node.text)}\` is returned`,
  }
}
