import type { Descriptors } from './descriptors.ts'
import { SystemError, errno } from './errno.ts'
import type { Directory } from './file-node.ts'
import type { FileTree } from './file-tree.ts'
import type { LinearMemory } from './linear-memory.ts'
import type { Clock } from './virtual-clock.ts'

/** What the system calls of one Python instance work on. Nothing in it reaches the host. */
export interface Machine {
  readonly memory: LinearMemory
  readonly files: FileTree
  readonly descriptors: Descriptors
  readonly clock: Clock
  cwd: Directory
  /** Fills with the next bytes of a sequence that is the same for every program. */
  readonly random: (target: Uint8Array) => void
}

/** A function that the WASM module imports; its arguments are 32-bit numbers, or `bigint` where it takes 64 bits. */
export type ImportedCall = (...args: never[]) => number | bigint | null | void
export type ImportedCalls = Readonly<Record<string, ImportedCall>>

/** Runs a system call: its refusal becomes a negative error number, as the C library expects of `__syscall_*`. */
export const answer = (work: () => number | void): number => {
  try {
    return work() ?? 0
  } catch (error) {
    if (error instanceof SystemError) return -errno[error.code]
    throw error
  }
}

/** A size or an offset as a number; one that no file can have is refused. */
export const fileSize = (size: bigint): number => {
  if (size < 0n) throw new SystemError('EINVAL')
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new SystemError('EFBIG')
  return Number(size)
}
