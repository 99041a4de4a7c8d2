import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import type { Json } from '../core/json.ts'
import { codeBlock } from '../syntax/code-block.ts'

/**
 * The JSON text in a reply, without the fence that some servers put around it. Servers may take a schema and not keep to it:
 * throws `EngineError` (model) where the reply is not JSON of this schema.
 */
export function checkedJson(reply: string, schema: Json): string {
  const text = codeBlock(reply).trim()
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new EngineError(
      'model',
      `the reply is not JSON (${(cause as Error).message}): let it be longer, or take a model that keeps to a schema. It begins: ${begin(text)}`,
      { cause },
    )
  }
  const parsed = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value)
  if (parsed.success) return text
  throw new EngineError(
    'model',
    `the reply is JSON of another form than was asked for: take a model that keeps to a schema. ${z.prettifyError(parsed.error)}. It begins: ${begin(text)}`,
  )
}

const begin = (text: string): string => JSON.stringify(text.slice(0, 120))
