import type { CheckResult } from '../../core/execution.ts'

/** What the failing checks say about the fault. */
export interface Failure {
  /** Classes of the exceptions that ended them: `IndexError`, `RecursionError`. */
  readonly errors: ReadonlySet<string>
  /** Something was asked of `None`. */
  readonly none: boolean
  /** Python source of expected values, and of those that came instead, in pairs. */
  readonly answers: readonly { readonly expected: string; readonly actual: string }[]
  /** Types of what any check expects, by the form of its `repr`. */
  readonly expectedTypes: ReadonlySet<string>
  /** Types of the wrong answers. */
  readonly actualTypes: ReadonlySet<string>
  /** Messages of the exceptions: `name 'math' is not defined`. */
  readonly messages: readonly string[]
}

export const failureOf = (checks: readonly CheckResult[]): Failure => {
  const failing = checks.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  const raised = failing.flatMap(({ outcome }) =>
    outcome.kind === 'raised' || outcome.kind === 'rejected' ? [outcome] : [],
  )
  const answers = failing.flatMap(({ expected, actual }) =>
    expected === undefined || actual === undefined ? [] : [{ expected, actual }],
  )
  return {
    errors: new Set(raised.map(({ error }) => error).filter((error) => error !== 'AssertionError')),
    none: raised.some(({ message }) => message.includes('NoneType')),
    answers,
    expectedTypes: types(checks.flatMap(({ expected }) => expected ?? [])),
    actualTypes: types(answers.map(({ actual }) => actual)),
    messages: raised.map(({ message }) => message),
  }
}

const types = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => typeOfRepr(text) ?? []))

/** The type that a `repr` shows, for plain data. */
export const typeOfRepr = (text: string): string | undefined => {
  if (/^[-+]?\d+$/.test(text)) return 'int'
  if (/^[-+]?(\d+\.\d*([eE][-+]?\d+)?|\d+[eE][-+]?\d+|inf|nan)$/.test(text)) return 'float'
  if (/^(True|False)$/.test(text)) return 'bool'
  if (text === 'None') return 'NoneType'
  if (/^['"]/.test(text)) return 'str'
  if (text.startsWith('[')) return 'list'
  if (text.startsWith('(')) return 'tuple'
  if (text === 'set()') return 'set'
  if (text.startsWith('{')) return /^\{\s*(\}|[^{}[\]()'"]+:|'[^']*':|"[^"]*":|\([^()]*\):)/.test(text) ? 'dict' : 'set'
  return text.startsWith('<generator') ? 'generator' : undefined
}
