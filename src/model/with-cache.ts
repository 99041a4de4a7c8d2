import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import type { Model, ModelReply, ModelRequest } from '../core/model.ts'
import { contentId } from '../core/program.ts'
import type { EarlierReply } from '../core/recall.ts'
import { recall } from '../core/recall.ts'

/** `replay`: a request that is not in the file is an error. `auto`: it is asked and kept. `record`: the file is begun anew. */
export type CassetteMode = 'replay' | 'record' | 'auto'

export interface CassetteOptions {
  /** A file of JSON lines, one for each reply. Made by the first that is kept. */
  readonly path: string
  readonly mode: CassetteMode
}

const line = z.object({
  model: z.string(),
  request: z.custom<ModelRequest>((value) => typeof value === 'object' && value !== null),
  reply: z.object({
    text: z.string(),
    usage: z.object({ inputTokens: z.number(), outputTokens: z.number(), costUsd: z.number().exactOptional() }),
    tokens: z.array(z.custom<NonNullable<ModelReply['tokens']>[number]>()).exactOptional(),
  }),
})

/**
 * A model with a cassette: replies are kept in a file by request, and given again in the order in which they came, so that
 * asking one request n times gives n samples. Images are kept as their hash. A half line at the end, of a process that was
 * killed, is cut off.
 */
export async function withCache(
  model: Pick<Model, 'name'> & Partial<Model>,
  { path, mode }: CassetteOptions,
): Promise<Model> {
  if (mode === 'record') await begin(path)
  const next = recall(await readCassette(path, mode, model.name))
  const { generate } = model
  let appending = Promise.resolve()
  const keep = (text: string) => (appending = appending.then(() => appendFile(path, text)))
  return {
    name: model.name,
    async generate(request, signal) {
      signal?.throwIfAborted()
      const told = slim(request)
      const known = next(told)
      if (known !== undefined) return known
      if (mode === 'replay' || generate === undefined)
        throw new EngineError(
          'model',
          `${path} has no reply left of ${model.name} to: ${last(request)}. Record it with the mode auto`,
        )
      const reply = await generate(request, signal)
      await keep(`${JSON.stringify({ model: model.name, request: told, reply })}\n`).catch((cause: unknown) => {
        throw new EngineError('store', `cannot append to ${path}: ${(cause as Error).message}`, { cause })
      })
      return reply
    },
  }
}

const begin = (path: string): Promise<void> =>
  writeFile(path, '').catch((cause: unknown) => {
    throw new EngineError('usage', `cannot write the cassette ${path}: ${(cause as Error).message}`, { cause })
  })

const last = ({ messages }: ModelRequest): string => JSON.stringify(messages.at(-1)?.text.slice(-200) ?? '')

const slim = (request: ModelRequest): ModelRequest => ({
  ...request,
  messages: request.messages.map(({ images, ...message }) => ({
    ...message,
    ...(images && { images: images.map(({ mediaType, base64 }) => ({ mediaType, base64: `#${contentId(base64)}` })) }),
  })),
})

async function readCassette(path: string, mode: CassetteMode, model: string): Promise<readonly EarlierReply[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' && mode === 'auto') return ''
    throw new EngineError('usage', `cannot read the cassette ${path}: ${cause.message}`, { cause })
  })
  const sound = text.lastIndexOf('\n') + 1
  if (sound < text.length && mode === 'auto') await truncate(path, Buffer.byteLength(text.slice(0, sound)))
  return text
    .slice(0, sound)
    .split('\n')
    .flatMap((each, index) => (each === '' ? [] : [parsed(each, `${path}:${index + 1}`)]))
    .filter((each) => each.model === model)
}

function parsed(text: string, where: string): EarlierReply & { readonly model: string } {
  try {
    return line.parse(JSON.parse(text))
  } catch (cause) {
    throw new EngineError('usage', `${where} is no reply of a cassette: delete the line, or the file`, { cause })
  }
}
