import { errno } from './errno.ts'
import { Death } from './death.ts'
import type { ImportedCalls, Machine } from './machine.ts'

/** What the surroundings of a program have a say in. */
export interface Surroundings {
  /** Called now and then while Python code runs. Gives the number of a signal to raise there, 0 for none; may throw `Death`. */
  readonly look: () => number
  /** Called when virtual time has passed in sleep. */
  readonly slept: () => void
  /** Bytes that the memory may grow to. */
  readonly memoryLimit: () => number
  /** Called when more memory was asked for than that. */
  readonly memoryRefused: () => void
  readonly environment: readonly string[]
  /** The functions of the instance, which exist only once its imports do. */
  readonly table: () => WebAssembly.Table
}

const NOBODY = 65534
/** `EAI_FAIL` */
const NO_NAME_SERVICE = -4
/** The least by which memory grows, as a share of what it is. */
const GROWTH = 1 / 8

export const processCalls = (machine: Machine, surroundings: Surroundings): ImportedCalls => ({
  ...endCalls,
  ...environmentCalls(machine, surroundings.environment),
  emscripten_get_heap_max: surroundings.memoryLimit,
  emscripten_resize_heap: (size: number) => {
    const [needed, limit] = [size >>> 0, surroundings.memoryLimit()]
    if (needed > limit) {
      surroundings.memoryRefused()
      return 0
    }
    return Number(machine.memory.grow(Math.min(limit, Math.max(needed, machine.memory.bytes.length * (1 + GROWTH)))))
  },
  random_get: (address: number, length: number) => {
    machine.random(machine.memory.slice(address, length))
    return 0
  },
  _Py_CheckEmscriptenSignals_Helper: surroundings.look,
})

const end = (outcome: Death['outcome']): never => {
  throw new Death(outcome)
}
const endCalls: ImportedCalls = {
  exit: (code: number) => end({ kind: 'exited', code: code & 0xff }),
  proc_exit: (code: number) => end({ kind: 'exited', code: code & 0xff }),
  _abort_js: () => end({ kind: 'crashed', signal: 'SIGABRT' }),
  __assert_fail: () => end({ kind: 'crashed', signal: 'SIGABRT' }),
}

const environmentCalls = ({ memory }: Machine, environment: readonly string[]): ImportedCalls => {
  const lines = environment.map((line) => Buffer.from(`${line}\0`))
  return {
    environ_sizes_get: (count: number, size: number) => {
      memory.setU32(count, lines.length)
      memory.setU32(
        size,
        lines.reduce((total, line) => total + line.length, 0),
      )
      return 0
    },
    environ_get: (pointers: number, address: number) => {
      let at = address
      lines.forEach((line, index) => {
        memory.setU32(pointers + index * 4, at)
        memory.write(at, line)
        at += line.length
      })
      return 0
    },
    _emscripten_get_progname: (address: number) => memory.write(address, Buffer.from('python\0')),
    _emscripten_runtime_keepalive_clear: () => undefined,
    _Py_emscripten_runtime: () => 0,
    __syscall_getuid32_js: () => NOBODY,
    __syscall_umask_js: () => 0o022,
    __syscall_fchownat: () => -errno.EPERM,
    __syscall_mknodat: () => -errno.EPERM,
    __syscall_pipe: () => -errno.ENOSYS,
    __syscall_socket: () => -errno.EPERM,
    getaddrinfo: () => NO_NAME_SERVICE,
    getnameinfo: () => NO_NAME_SERVICE,
    // No descriptor is a socket: the C library goes on with the ordinary call.
    _try_fcntl64: () => 0,
    _maybe_poll_async: () => null,
  }
}
