import type { AssertCheck, Task } from '../../core/task.ts'
import { doctestChecks } from '../../syntax/doctest-checks.ts'
import { isDocstring } from '../../syntax/expression.ts'
import type { PythonParser, SyntaxTree } from '../../syntax/python.ts'
import { child, parts, walk } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/** Examples at most: they are evidence beside the checks, and each costs a run. */
const most = 12

/**
 * What the words of a task show by example, as checks: `f(2) == 4`, `f(2) returns 4`, `f(2) -> 4`, and doctests, in its
 * prompt and in the docstrings of the program. Only whole lines that call a function of the program with literals and
 * give a literal: nothing is guessed. They are evidence and not law, as prose errs more than tests do.
 */
export const promptExamples = (python: PythonParser, task: Task, program: SyntaxTree): readonly AssertCheck[] => {
  const names = new Set([...walk(program.root)].flatMap((node) => definedName(node) ?? []))
  const texts = [task.prompt, ...[...walk(program.root)].filter(isDocstring).map(({ text }) => text)]
  const found = new Map<string, AssertCheck>()
  for (const text of texts) {
    for (const check of doctestChecks(text)) {
      const call = literalCall(python, check.source)
      if (call !== undefined && names.has(call) && isLiteral(python, check.want))
        found.set(check.source, assertion(check.source, check.want))
    }
    for (const { call, value } of lines(text)) {
      const name = literalCall(python, call)
      if (name !== undefined && names.has(name) && isLiteral(python, value) && !found.has(call))
        found.set(call, assertion(call, value))
    }
  }
  const shown = new Set(task.checks.map((check) => ('source' in check ? bare(check.source) : '')))
  return [...found.values()].filter(({ source }) => !shown.has(bare(source))).slice(0, most)
}

const bare = (source: string): string => source.replaceAll(/[\s'"]/g, '')

const assertion = (call: string, value: string): AssertCheck => ({
  kind: 'assert',
  id: `example ${call}`,
  source: `assert ${call} == ${value}`,
})

const definedName = (node: SyntaxNode): string | undefined =>
  node.kind === 'function_definition' || node.kind === 'class_definition' ? child(node, 'name')?.text : undefined

/** Lines of the form "call, word or sign, value"; what stands before the call must not be a part of it. */
const lines = (text: string): readonly { readonly call: string; readonly value: string }[] =>
  text.split('\n').flatMap((line) => {
    const match =
      /^(?:[-*•\s]|>>>|[Ee]xamples?:?|[Ff]or example,?|[Ee]\.?g\.?,?|`)*(\w+\(.*\))`?\s*(?:==?>?|[-–=]+>|➞|→|⇒|#\s*(?:[Oo]utput:?|=>|->)?|(?:should )?returns?:?|gives|is|equals)\s*`?(.+?)`?[.;,]?\s*$/.exec(
        line,
      )
    return match === null ? [] : [{ call: match[1]!, value: match[2]! }]
  })

const expressionIn = (python: PythonParser, text: string): SyntaxNode | undefined => {
  const { root, errors } = python.parse(text.trim())
  const statements = parts(root)
  return errors.length > 0 || statements.length !== 1 || statements[0]!.kind !== 'expression_statement'
    ? undefined
    : parts(statements[0]!)[0]
}

/** The name that a call with nothing but literals calls. */
const literalCall = (python: PythonParser, text: string): string | undefined => {
  const node = expressionIn(python, text)
  if (node?.kind !== 'call' || node.text !== text.trim()) return undefined
  const called = child(node, 'function')!
  const given = child(node, 'arguments')!
  return called.kind === 'identifier' && parts(given).every(isPlain) ? called.text : undefined
}

const isLiteral = (python: PythonParser, text: string): boolean => {
  const node = expressionIn(python, text)
  return node !== undefined && node.text === text.trim() && isPlain(node)
}

const isPlain = (node: SyntaxNode): boolean =>
  [...walk(node)].every(({ kind, named, parent, field }) =>
    kind === 'identifier' ? parent?.kind === 'keyword_argument' && field === 'name' : !named || plain.has(kind),
  )

const plain = new Set(
  'integer float true false none string string_start string_content string_end escape_sequence keyword_argument list tuple set dictionary pair unary_operator parenthesized_expression'.split(
    ' ',
  ),
)
