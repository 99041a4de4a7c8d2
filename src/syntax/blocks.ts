import { isStatement, statementsIn } from './statement.ts'
import { child, childrenIn, parts, walk } from './syntax-node.ts'
import type { SyntaxNode } from './syntax-node.ts'

/** A stretch of code that control enters at its top and leaves at its end. */
export interface BasicBlock {
  readonly id: number
  /**
   * Statements in order. One that holds others (`if`, `while`, `for`, `match`, an `elif` clause) stands here for its
   * head alone and is the last of its block.
   */
  readonly units: readonly SyntaxNode[]
  /** Ids of the blocks where control may go next. */
  readonly next: readonly number[]
}

/** How control moves through one function or the module. */
export interface FlowGraph {
  /** The function definition; `undefined` for the module. */
  readonly owner: SyntaxNode | undefined
  /** `blocks[id]` has that id. The first is the entry; the one at `exit` is empty and follows every way out. */
  readonly blocks: readonly BasicBlock[]
  readonly exit: number
}

/** One graph for the module and one for each function definition, in source order. Lambdas have none. */
export const flowGraphs = (root: SyntaxNode): readonly FlowGraph[] => [
  flowGraph(undefined, statementsIn(root)),
  ...[...walk(root)]
    .filter(({ kind, named }) => named && kind === 'function_definition')
    .map((definition) => flowGraph(definition, bodyOf(definition))),
]

const bodyOf = (node: SyntaxNode | undefined, field = 'body'): readonly SyntaxNode[] => {
  const block = node && (child(node, field) ?? node.children.find(({ kind }) => kind === 'block'))
  return block === undefined ? [] : statementsIn(block)
}

interface Loop {
  readonly head: number
  readonly after: number
}

/** The end of a stretch: the block that control falls out of, or nothing where it never does. */
type End = number | undefined

const flowGraph = (owner: SyntaxNode | undefined, statements: readonly SyntaxNode[]): FlowGraph => {
  const blocks: { id: number; units: SyntaxNode[]; next: number[] }[] = []
  const open = (...from: readonly End[]): number => {
    const id = blocks.push({ id: blocks.length, units: [], next: [] }) - 1
    for (const each of from) link(each, id)
    return id
  }
  const link = (from: End, to: number): void => {
    if (from !== undefined && !blocks[from]!.next.includes(to)) blocks[from]!.next.push(to)
  }
  const entry = open()
  const exit = open()

  const sequence = (each: readonly SyntaxNode[], from: End, loop?: Loop): End =>
    // code behind a `return` has a block of its own that nothing leads to
    each.reduce((at: End, statement) => run(statement, at ?? open(), loop), from)

  const run = (statement: SyntaxNode, at: number, loop: Loop | undefined): End => {
    if (statement.kind === 'try_statement') return attempt(statement, at, loop)
    if (statement.kind === 'for_statement' || statement.kind === 'while_statement') return repeat(statement, at, loop)
    blocks[at]!.units.push(statement)
    switch (statement.kind) {
      case 'if_statement':
        return choose(statement, at, loop)
      case 'match_statement':
        return match(statement, at, loop)
      case 'with_statement':
      case 'class_definition':
        return sequence(bodyOf(statement), at, loop)
      case 'return_statement':
      case 'raise_statement':
        return leave(at, exit)
      case 'break_statement':
        return leave(at, loop?.after ?? exit)
      case 'continue_statement':
        return leave(at, loop?.head ?? exit)
      default:
        return at
    }
  }
  const leave = (at: number, to: number): undefined => void link(at, to)

  const choose = (statement: SyntaxNode, at: number, loop: Loop | undefined): End => {
    const ends = [sequence(bodyOf(statement, 'consequence'), open(at), loop)]
    let head: End = at
    for (const clause of childrenIn(statement, 'alternative')) {
      const start = open(head)
      if (clause.kind === 'elif_clause') {
        blocks[start]!.units.push(clause)
        ends.push(sequence(bodyOf(clause, 'consequence'), open(start), loop))
        head = start
      } else {
        ends.push(sequence(bodyOf(clause), start, loop))
        head = undefined
      }
    }
    return join([...ends, head])
  }

  const join = (ends: readonly End[]): End => (ends.every((end) => end === undefined) ? undefined : open(...ends))

  const repeat = (statement: SyntaxNode, at: number, loop: Loop | undefined): End => {
    const head = open(at)
    blocks[head]!.units.push(statement)
    const after = open()
    link(sequence(bodyOf(statement), open(head), { head, after }), head)
    // also where the condition is `True`: every block then has a way to the exit
    const otherwise = child(statement, 'alternative')
    link(otherwise === undefined ? head : sequence(bodyOf(otherwise), open(head), loop), after)
    return after
  }

  const match = (statement: SyntaxNode, at: number, loop: Loop | undefined): End => {
    const cases = parts(child(statement, 'body') ?? statement).filter(({ kind }) => kind === 'case_clause')
    return join([at, ...cases.map((each) => sequence(bodyOf(each, 'consequence'), open(at), loop))])
  }

  /** Any block of the body may raise, so each has a way to each handler. */
  const attempt = (statement: SyntaxNode, at: number, loop: Loop | undefined): End => {
    const first = open(at)
    let end = sequence(bodyOf(statement), first, loop)
    const body = blocks.slice(first).map(({ id }) => id)
    const clauses = (pattern: RegExp): readonly SyntaxNode[] =>
      statement.children.filter((each) => pattern.test(each.kind))
    for (const clause of clauses(/^else_clause$/)) end = sequence(bodyOf(clause), end, loop)
    const handled = clauses(/^except/).map((clause) => sequence(bodyOf(clause), open(...body), loop))
    const joined = join([end, ...handled])
    const last = clauses(/^finally_clause$/)[0]
    return last === undefined ? joined : sequence(bodyOf(last), joined ?? open(...body), loop)
  }

  link(sequence(statements, entry), exit)
  return { owner, blocks, exit }
}

/** The part of a flow graph that runs this node: its statement, or the `elif` clause whose condition it is in. */
export const unitOf = (node: SyntaxNode): SyntaxNode | undefined => {
  for (let at: SyntaxNode | undefined = node; at !== undefined; at = at.parent)
    if (isStatement(at) || at.kind === 'elif_clause') return at
  return undefined
}
