import type { Outcome } from '../../../../core/execution.ts'

/** Thrown through the WASM frames of a program that ends here and now: nothing in Python can catch it. */
export class Death extends Error {
  constructor(readonly outcome: Outcome) {
    super(JSON.stringify(outcome))
  }
}

/** How WASM itself ends a program, by the words of the engine's error. */
const traps: readonly (readonly [RegExp, string])[] = [
  [/unreachable/, 'SIGABRT'],
  [/divide|remainder|overflow|unrepresentable/, 'SIGFPE'],
]

/** The outcome for what came out of a call into WASM; `undefined` for an error that is not the program's doing. */
export const outcomeOf = (error: unknown): Outcome | undefined => {
  if (error instanceof Death) return error.outcome
  // A full stack, or an address that the program made up.
  if (error instanceof RangeError) return { kind: 'crashed', signal: 'SIGSEGV' }
  if (!(error instanceof WebAssembly.RuntimeError)) return undefined
  const trap = traps.find(([words]) => words.test(error.message))
  return { kind: 'crashed', signal: trap?.[1] ?? 'SIGSEGV' }
}
