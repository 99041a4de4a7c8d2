import { EngineError } from '../../core/engine-error.ts'

/** The name of the one function that a program defines at its top level; `EngineError` (usage) where there is not just one. */
export function onlyFunctionOf(source: string, path: string): string {
  const names = [...source.matchAll(/^(?:async[ \t]+)?def[ \t]+([A-Za-z_]\w*)/gm)].map(([, name]) => name ?? '')
  const [first] = names
  if (first === undefined) throw new EngineError('usage', `${path} defines no function to call`)
  if (names.length > 1)
    throw new EngineError(
      'usage',
      `${path} defines ${names.join(', ')}: say which one in the examples, with "function"`,
    )
  return first
}
