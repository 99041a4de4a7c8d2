import { APICallError } from 'ai'
import { EngineError } from '../core/engine-error.ts'
import type { ModelAddress } from './model-spec.ts'

/** What of a server's own words is shown. */
const WORDS_SHOWN = 300

/** An error of a call as one of boundary `model`: what happened, with which model, and what to do. */
export function modelFault(error: unknown, address: ModelAddress): EngineError {
  const what = APICallError.isInstance(error) ? ofCall(error, address) : unreadable(error, address)
  return new EngineError('model', `the model ${address.spec} ${what}`, { cause: error })
}

/** The server may answer the same request when it is asked once more. */
export const isPassing = (error: unknown): boolean =>
  error instanceof EngineError && APICallError.isInstance(error.cause) && error.cause.isRetryable

/** How long the server asks to be left alone, in milliseconds, where it says so. */
export function retryAfter(error: unknown, now: number): number | undefined {
  const cause = error instanceof EngineError ? error.cause : undefined
  const said = APICallError.isInstance(cause) ? cause.responseHeaders?.['retry-after'] : undefined
  if (said === undefined) return undefined
  const ms = /^\d+(\.\d+)?$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

function ofCall(error: APICallError, { url, modelId, keyName, apiKey }: ModelAddress): string {
  const status = error.statusCode
  const said = words(error.responseBody ?? error.message)
  if (status === undefined)
    return `cannot be reached at ${url}: start the server, or check the address (${reason(error)})`
  if (status === 401 || status === 403)
    return apiKey === undefined
      ? `wants a key (${status}): set ${keyName}. It says: ${said}`
      : `refuses the key of ${keyName} (${status}): check it. It says: ${said}`
  if (status === 404)
    return `is not at ${url} (404): check the address and the model's name, ${modelId}. It says: ${said}`
  if (status === 402) return `asks for payment (402): check the account. It says: ${said}`
  if (status === 429) return `answers no more requests for now (429): ask later, or fewer at once. It says: ${said}`
  if (status >= 500) return `failed on its side (${status}): look at the server's log. It says: ${said}`
  if (status >= 400) return `refuses the request (${status}): ${said}`
  return `gave a reply that is not of the OpenAI interface (${status}): check that ${url} is its root. It says: ${said}`
}

const unreadable = (error: unknown, { url }: ModelAddress): string =>
  `gave a reply that cannot be read: check that ${url} speaks the OpenAI interface (${error instanceof Error ? error.message : String(error)})`

/** `connect ECONNREFUSED 127.0.0.1:8000` is what a person needs, and lies two causes deep. */
function reason(error: Error): string {
  let at: unknown = error
  let last = error.message
  for (let depth = 0; depth < 5 && at instanceof Error; depth++) {
    if (at.message !== '') last = at.message
    at = at.cause
  }
  return last
}

/** The message in an error's JSON where it has one, on one line. */
function words(body: string): string {
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1]
  const text = (message === undefined ? body : message.replaceAll(/\\[nt"]/g, ' ')).replaceAll(/\s+/g, ' ').trim()
  return text.length > WORDS_SHOWN ? `${text.slice(0, WORDS_SHOWN)} …` : text === '' ? '(nothing)' : text
}
