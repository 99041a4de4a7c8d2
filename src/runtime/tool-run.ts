import { EngineError } from '../core/engine-error.ts'
import type { ToolLog, Toolset } from '../core/toolset.ts'
import { answerStatus } from './answer-status.ts'
import { answerBytes, askToolset, readToolRequest } from './tool-exchange.ts'
import { openToolRecord } from './tool-record.ts'

/** Instead of an execution: the error of its toolset, which is to be thrown. */
export interface ToolFailure {
  readonly failure: unknown
}

/** The calls of tools that one execution makes. */
export interface ToolRun {
  /**
   * Answers one call as it came out of the sandbox, trusting nothing of it, in the form of `answerBytes`. Never rejects: where
   * the toolset fails, the answer says so, and `failed` why.
   */
  answer(request: Uint8Array): Promise<Buffer>
  /** Why the execution has failed, when the sandbox says `what` of the toolset. */
  failed(what: string): ToolFailure
  /** The program begins, perhaps anew: what it asked before is forgotten, and no more waited for. */
  begin(): void
  /** The program has ended, or its sandbox has: a call under way is aborted, and counts as failed. */
  end(): void
  /** `stepIds` gives for a call the step that tells of it. */
  log(stepIds: ReadonlyMap<number, number>): ToolLog
}

/** Answers the calls of one execution with a toolset, and keeps the first of them and the last. */
export const openToolRun = (toolset: Toolset, signal: AbortSignal | undefined): ToolRun => {
  let record = openToolRecord()
  let run = new AbortController()
  let failure: ToolFailure | undefined
  /** Ends the wait for the toolset, whether that heeds its signal or not. */
  let stopWaiting = (_reason: unknown): void => undefined

  const stop = (reason: unknown): void => {
    signal?.removeEventListener('abort', abort)
    run.abort(reason)
    stopWaiting(reason)
  }
  const abort = (): void => stop(signal?.reason)
  return {
    async answer(request) {
      const asked = readToolRequest(request)
      if (asked === undefined) return answerBytes(answerStatus.forged)
      const own = record
      const id = own.next()
      try {
        const stopped = new Promise<never>((_, reject) => (stopWaiting = reject))
        const { text, ...told } = await Promise.race([askToolset(toolset, asked, run.signal), stopped])
        own.keep({ id, ...asked, ...told }, request.length + text.length)
        return answerBytes(answerStatus.answered, id, text)
      } catch (error) {
        if (own === record) failure ??= { failure: error }
        return answerBytes(answerStatus.failed)
      }
    },
    failed: (what) => failure ?? { failure: new EngineError('toolset', `the toolset ${toolset.name}: ${what}`) },
    begin() {
      stop(new Error('the program begins anew'))
      run = new AbortController()
      record = openToolRecord()
      failure = undefined
      signal?.addEventListener('abort', abort, { once: true })
    },
    end: () => stop(new Error('the program has ended')),
    log: (stepIds) => record.log(stepIds),
  }
}

/** What to throw: an abort fails whatever call is under way. */
export const reasonOf = ({ failure }: ToolFailure, signal: AbortSignal | undefined): unknown =>
  signal?.aborted === true ? signal.reason : failure
