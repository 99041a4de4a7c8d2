import type { VisualTask } from '../../core/visual.ts'

/**
 * The program that the released scorer runs where another fails: the question put to the vision-language model, or the best
 * box for the expression. It sees one image: several are put together before.
 */
export function fallbackProgram({ query, question, answer }: VisualTask): string {
  const asked =
    answer === 'patch'
      ? `.find(${JSON.stringify(question)})[0]`
      : `.simple_query(${JSON.stringify(query.replace(/^Given [^:]*: /, ''))})`
  return `def execute_command(image):\n    return ImagePatch(image)${asked}\n`
}
