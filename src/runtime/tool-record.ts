import type { ToolCall, ToolLog } from '../core/toolset.ts'

/** Calls that a log keeps, and bytes of their arguments and answers together. */
const MOST_KEPT = 1000
const MOST_KEPT_BYTES = 16 << 20

/** The calls that one program has made: the first of them are kept, and the last, which may be the program's answer. */
export interface ToolRecord {
  /** The number of a call that begins. */
  next(): number
  /** A call is answered, and takes so many bytes. */
  keep(call: ToolCall, size: number): void
  /** `stepIds` gives for a call the step that tells of it. */
  log(stepIds: ReadonlyMap<number, number>): ToolLog
}

export const openToolRecord = (): ToolRecord => {
  const calls: ToolCall[] = []
  let made = 0
  let bytes = 0
  let last: ToolCall | undefined
  return {
    next: () => made++,
    keep(call, size) {
      bytes += size
      last = call
      if (calls.length === call.id && calls.length < MOST_KEPT && bytes <= MOST_KEPT_BYTES) calls.push(call)
    },
    log(stepIds) {
      const kept = last === undefined || last.id === calls.at(-1)?.id ? calls : [...calls, last]
      return {
        calls: kept.map((call) => {
          const stepId = stepIds.get(call.id)
          return stepId === undefined ? call : { ...call, stepId }
        }),
        ...(made > kept.length ? { dropped: made - kept.length } : {}),
      }
    },
  }
}
