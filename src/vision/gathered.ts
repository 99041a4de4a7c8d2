import { askBackend } from './ask-backend.ts'
import type { VisionBackend, VisionQuestion, VisionReply } from './backend.ts'

/** Questions of one call of the backend. */
const MOST_AT_ONCE = 64

export interface AskOptions {
  readonly signal: AbortSignal | undefined
  /** Called once with the reply, before those who wait get it. */
  readonly done: (reply: VisionReply) => void
}

/** Questions under way, each once. */
export interface Gathered {
  readonly counts: { readonly joined: number; readonly batches: number; readonly put: number }
  /** Equal keys are one question. An abort ends the wait of the one who asked; the question goes on while others wait. */
  ask(key: string, question: VisionQuestion, options: AskOptions): Promise<VisionReply>
}

interface Flight {
  readonly question: VisionQuestion
  readonly reply: PromiseWithResolvers
  /** Aborted when nobody waits any more. */
  readonly abandoned: AbortController
  waiters: number
}

interface PromiseWithResolvers {
  readonly promise: Promise<VisionReply>
  readonly resolve: (reply: VisionReply) => void
  readonly reject: (error: unknown) => void
}

/** What is asked until the end of a turn of the event loop goes to the backend together. */
export function gathered(backend: VisionBackend): Gathered {
  const flights = new Map<string, Flight>()
  const counts = { joined: 0, batches: 0, put: 0 }
  let waiting: Flight[] = []

  const put = (batch: readonly Flight[], signal: AbortSignal) => {
    counts.batches++
    counts.put += batch.length
    return askBackend(
      backend,
      batch.map(({ question }) => question),
      signal,
    )
  }

  /** One question that cannot be answered must not take the others of its batch with it: each is then asked alone. */
  const fly = async (batch: readonly Flight[]): Promise<void> => {
    const live = batch.filter(({ abandoned }) => !abandoned.signal.aborted)
    if (live.length === 0) return
    const all = allAborted(live.map(({ abandoned }) => abandoned.signal))
    try {
      const replies = await put(live, all)
      for (const [index, { reply }] of live.entries()) reply.resolve(replies[index]!)
    } catch (error) {
      if (live.length === 1) live[0]!.reply.reject(error)
      else await Promise.all(live.map((flight) => fly([flight])))
    }
  }

  const flush = () => {
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) void fly(all.slice(from, from + MOST_AT_ONCE))
  }

  const begin = (key: string, question: VisionQuestion, done: AskOptions['done']): Flight => {
    const flight = { question, reply: withResolvers(), abandoned: new AbortController(), waiters: 0 }
    flights.set(key, flight)
    const over = () => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    flight.reply.promise.then((reply) => {
      done(reply)
      over()
    }, over)
    flight.abandoned.signal.addEventListener('abort', over)
    if (waiting.push(flight) === 1) setImmediate(flush)
    return flight
  }

  return {
    counts,
    ask(key, question, { signal, done }) {
      const known = flights.get(key)
      if (known !== undefined) counts.joined++
      return waitFor(known ?? begin(key, question, done), signal)
    },
  }
}

/** The reply of a flight, or the reason of the signal; the last who leaves ends the flight. */
async function waitFor(flight: Flight, signal: AbortSignal | undefined): Promise<VisionReply> {
  flight.waiters++
  if (signal === undefined) return flight.reply.promise
  const left = withResolvers()
  const leave = () => {
    left.reject(signal.reason)
    if (--flight.waiters === 0) flight.abandoned.abort(signal.reason)
  }
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([flight.reply.promise, left.promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

/** Aborted when each of them is. */
const allAborted = (signals: readonly AbortSignal[]): AbortSignal => {
  const controller = new AbortController()
  let open = signals.length
  for (const signal of signals)
    signal.addEventListener('abort', () => void (--open === 0 && controller.abort(signal.reason)), { once: true })
  return controller.signal
}

const withResolvers = (): PromiseWithResolvers => {
  let settle: Omit<PromiseWithResolvers, 'promise'> | undefined
  const promise = new Promise<VisionReply>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle! }
}
