import { z } from 'zod'
import { callShape } from '../../benchmark/call-shape.ts'
import { EngineError } from '../../core/engine-error.ts'
import { issueWords } from '../../core/issue-words.ts'
import { parseJson } from '../../core/json.ts'
import type { CallCheck } from '../../core/task.ts'
import { readSource } from './read-source.ts'

const exampleShape = z
  .strictObject({ function: z.string().optional(), ...callShape, args: callShape.args.optional() })
  .refine((example) => example.args !== undefined || example.kwargs !== undefined, {
    path: ['args'],
    message: 'it is missing (for a call without arguments write [])',
  })
const fileShape = z.strictObject({ function: z.string().optional(), examples: z.array(z.unknown()) })
const form = 'write a list such as [{"function": "gcd", "args": [35, 21], "expected": 7}]'

/**
 * Call checks from a JSON file: `[{ "function": "gcd", "args": [35, 21], "expected": 7 }, …]`, or
 * `{ "function": "gcd", "examples": […] }`. `functionOf` is asked where no function is named.
 */
export async function readExamples(path: string, functionOf: () => string): Promise<CallCheck[]> {
  const { function: named, examples } = listOf(jsonOf(await readSource(path), path), path)
  if (examples.length === 0) throw new EngineError('usage', `${path} has no examples in it: ${form}`)
  return examples.map((example, index) => {
    const id = `example ${index + 1}`
    const parsed = exampleShape.safeParse(example)
    if (!parsed.success)
      throw new EngineError('usage', `${path}: ${id} is not as expected: ${issueWords(parsed.error)}; ${form}`)
    const { function: name = named ?? functionOf(), args = [], kwargs, expected } = parsed.data
    return { kind: 'call', id, function: name, args, ...(kwargs && { kwargs }), expected }
  })
}

function listOf(json: unknown, path: string): { readonly function?: string | undefined; readonly examples: unknown[] } {
  if (Array.isArray(json)) return { examples: json }
  const parsed = fileShape.safeParse(json)
  if (!parsed.success) throw new EngineError('usage', `${path} is not a list of examples: ${form}`)
  return parsed.data
}

function jsonOf(text: string, path: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    const what = (error as Error).message.replace(/at position (\d+)/, (_, at) => placeIn(text, Number(at)))
    throw new EngineError('usage', `${path} is not JSON that can be read: ${what}`, { cause: error })
  }
}

function placeIn(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n')
  return `at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}
