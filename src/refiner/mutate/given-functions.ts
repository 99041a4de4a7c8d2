import type { PythonParser } from '../../syntax/python.ts'
import { isDocstring } from '../../syntax/expression.ts'
import { statementsIn } from '../../syntax/statement.ts'
import { child, parts } from '../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../syntax/syntax-node.ts'

/** The whole functions that a prompt shows beside the one that is asked for, by name: programs and checks may call them. */
export const givenFunctions = (python: PythonParser, prompt: string): ReadonlyMap<string, string> => {
  const { root, errors } = python.parse(prompt)
  return new Map(
    statementsIn(root)
      .filter((node) => node.kind === 'function_definition' && isWhole(node))
      .filter(({ span }) => errors.every(({ from, to }) => to.line < span.from.line || from.line > span.to.line))
      .map((node) => [child(node, 'name')!.text, node.text.trimEnd()]),
  )
}

/** More than a docstring and a placeholder. */
const isWhole = (definition: SyntaxNode): boolean =>
  statementsIn(child(definition, 'body')!).some((statement) => {
    const [inner] = parts(statement)
    const isFiller = statement.kind === 'pass_statement' || inner?.kind === 'ellipsis'
    return !isFiller && !(inner !== undefined && isDocstring(inner))
  })
