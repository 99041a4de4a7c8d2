import { z } from 'zod'
import { callShape } from '../../benchmark/call-shape.ts'
import { EngineError } from '../../core/engine-error.ts'
import { parseJson } from '../../core/json.ts'
import type { CallCheck } from '../../core/task.ts'
import { readSource } from './read-source.ts'

const exampleShape = z.object({ function: z.string().optional(), ...callShape })
const fileShape = z.union([
  z.array(exampleShape),
  z
    .object({ function: z.string().optional(), examples: z.array(exampleShape) })
    .transform(({ function: name, examples }) =>
      examples.map((example) => ({ ...(name !== undefined && { function: name }), ...example })),
    ),
])

/**
 * Call checks from a JSON file: `[{ "function": "gcd", "args": [35, 21], "expected": 7 }, …]`, or
 * `{ "function": "gcd", "examples": […] }`. `functionOf` is asked where no function is named.
 */
export async function readExamples(path: string, functionOf: () => string): Promise<CallCheck[]> {
  const text = await readSource(path)
  const parsed = fileShape.safeParse(jsonOf(text, path))
  if (!parsed.success)
    throw new EngineError(
      'usage',
      `${path} is not a list of examples (function, args, expected): ${z.prettifyError(parsed.error)}`,
    )
  if (parsed.data.length === 0) throw new EngineError('usage', `${path} has no examples in it`)
  return parsed.data.map(({ function: name = functionOf(), args, kwargs, expected }, index) => ({
    kind: 'call',
    id: `example ${index + 1}`,
    function: name,
    args,
    ...(kwargs && { kwargs }),
    expected,
  }))
}

function jsonOf(text: string, path: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    throw new EngineError('usage', `${path} is not JSON that can be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
