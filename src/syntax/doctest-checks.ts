import type { DoctestCheck } from '../core/task.ts'

interface Example {
  readonly line: number
  readonly source: string
  readonly want: string
}

/**
 * The doctest examples of a Python source as checks, one for each example with an expected output. Examples without
 * one (`>>> x = f(3)`) run before those that follow them in the same docstring.
 */
export function doctestChecks(source: string): DoctestCheck[] {
  const checks: DoctestCheck[] = []
  let setup: string[] = []
  let lastLine = 0
  for (const example of examplesOf(source)) {
    if (!isSameDocstring(source, lastLine, example.line)) setup = []
    lastLine = example.line
    if (example.want === '') setup.push(example.source)
    else
      checks.push({
        kind: 'doctest',
        id: `doctest line ${example.line}`,
        source: [...setup, example.source].join('\n'),
        want: example.want,
      })
  }
  return checks
}

/** No string delimiter stands between two examples of one docstring. */
const isSameDocstring = (source: string, from: number, to: number): boolean =>
  !/"""|'''/.test(
    source
      .split('\n')
      .slice(from, to - 1)
      .join('\n'),
  )

/** As `doctest` reads them: `>>> `, continuation lines `... `, then the output up to a blank line or the next prompt. */
function examplesOf(source: string): Example[] {
  const lines = source.split('\n')
  const examples: Example[] = []
  for (let index = 0; index < lines.length; index++) {
    const prompt = /^(\s*)>>> (.*)$/.exec(lines[index] ?? '')
    if (prompt === null) continue
    const indent = prompt[1] ?? ''
    const line = index + 1
    const code = [prompt[2] ?? '']
    while (new RegExp(`^${indent}\\.\\.\\.( |$)`).test(lines[index + 1] ?? '')) {
      index++
      code.push((lines[index] ?? '').slice(indent.length + 4))
    }
    const want: string[] = []
    while (index + 1 < lines.length && !/^\s*(>>> |$)|"""|'''/.test(lines[index + 1] ?? '')) {
      index++
      want.push((lines[index] ?? '').slice(indent.length))
    }
    examples.push({ line, source: code.join('\n'), want: want.join('\n').trimEnd() })
  }
  return examples
}
