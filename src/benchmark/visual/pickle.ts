import type { PickleMachine } from './pickle-commands.ts'
import { endOf, pickleCommands } from './pickle-commands.ts'
import { brokenPickle } from './pickle-scalars.ts'

/** Plain data of a Python pickle. A dict is a `Map`, a tuple an array, an integer beyond 2⁵³ a `bigint`. */
export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Pickled[]
  | ReadonlyMap<Pickled, Pickled>

/**
 * Reads a pickle of protocol 0 to 5 that holds plain data only: dict, list, tuple, str, bytes, int, float, bool, None.
 * Strings of Python 2 are read as UTF-8. Everything else (classes, functions, references) is refused: unlike Python's,
 * this reader runs nothing. Throws `EngineError` (usage).
 */
export function readPickle(data: Uint8Array, where: string): Pickled {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  let at = 0
  const take = (length: number): Buffer => {
    if (!(length >= 0) || at + length > bytes.length) throw brokenPickle(where, 'it ends too early')
    at += length
    return bytes.subarray(at - length, at)
  }
  const line = (): string => {
    const end = bytes.indexOf(10, at)
    if (end < 0) throw brokenPickle(where, 'it ends too early')
    return take(end + 1 - at)
      .toString('latin1')
      .slice(0, -1)
  }
  const machine: PickleMachine = { stack: [], memo: new Map(), take, line }
  for (;;) {
    const code = String.fromCharCode(take(1)[0]!)
    if (code === '.') return endOf(machine, where) as Pickled
    const run = pickleCommands[code]
    if (run === undefined)
      throw brokenPickle(
        where,
        `the command 0x${code.charCodeAt(0).toString(16)} at byte ${at - 1} is none of plain data`,
      )
    run(machine, where)
  }
}
