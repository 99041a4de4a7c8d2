import { EngineError } from '../../../core/engine-error.ts'
import { VirtualClock } from './host/virtual-clock.ts'
import type { ArchivedFile } from './host/zip-archive.ts'
import type { Stack } from './interpreter.ts'
import { Interpreter } from './interpreter.ts'
import { standardLibraryFiles } from './standard-library.ts'

/** Deep enough for some thousand calls through C; at its end Python raises `RecursionError`. */
const STACK_BYTES = 4 << 20
const MEMORY_BYTES = 256 << 20
const FILE_CAPS = { bytes: 64 << 20, nodes: 4096 }
const LONGEST_NAME = 256
const ENVIRONMENT = ['PYTHONHOME=/', 'PYTHONHASHSEED=0', 'PYTHONUTF8=1', 'PYTHONNOUSERSITE=1']
/** Extension modules that no program needs and that reach under Python: foreign functions, and CPython's own tests. */
const LEFT_OUT = /^_(ctypes|test.*|xxtestfuzz|remote_debugging)$/

export interface ImageSources {
  readonly module: WebAssembly.Module
  readonly standardLibrary: Uint8Array
  /** Our own Python files by name; `prepare.py` is run, the others can be imported. */
  readonly python: Readonly<Record<string, string>>
}

/** A Python that is to be made into an image, or helps to make one. */
export interface StartedPython {
  readonly interpreter: Interpreter
  readonly stack: Stack
}

/** Starts CPython in a new instance, with some more files and variables of the environment, and runs `prepare.py`. */
export const startPython = (
  sources: ImageSources,
  files: readonly ArchivedFile[],
  environment: readonly string[],
): StartedPython => {
  const output: Uint8Array[] = []
  const terminal = { read: () => new Uint8Array(), write: (bytes: Uint8Array) => void output.push(bytes.slice()) }
  const interpreter = Interpreter.open({
    module: sources.module,
    files: [...standardLibraryFiles(sources.standardLibrary), ...ownFiles(sources), ...files],
    clock: new VirtualClock(),
    standard: [terminal, terminal, terminal],
    environment: [...ENVIRONMENT, ...environment],
    look: () => 0,
    slept: () => undefined,
    memoryLimit: () => MEMORY_BYTES,
    memoryRefused: () => undefined,
  })
  const { python, machine } = interpreter
  machine.files.reset(FILE_CAPS)
  machine.cwd = machine.files.scratch
  const stack = placeStack(interpreter)
  leaveOut(interpreter)
  python.__wasm_call_ctors()
  python.Py_InitializeEx(0)
  if (python.PyRun_SimpleString(putText(interpreter, sources.python['prepare.py']!)) !== 0)
    throw new EngineError('sandbox', `Python could not be prepared: ${Buffer.concat(output).toString()}`)
  return { interpreter, stack }
}

const ownFiles = ({ python }: ImageSources): readonly ArchivedFile[] =>
  Object.entries(python).map(([name, source]) => {
    const bytes = Buffer.from(source)
    return { path: `/lib/faultline/${name}`, size: bytes.length, read: () => bytes }
  })

/**
 * Moves the stack, and with it the heap, to the lowest place: the module keeps 10 MiB for a stack, and all of it would
 * have to be put back after each program.
 */
const placeStack = ({ python, machine }: Interpreter): Stack => {
  const end = python.__stack_low.value
  const stack = { end, top: (end + STACK_BYTES) & ~15 }
  python.emscripten_stack_set_limits(stack.top, stack.end)
  python.__stack_pointer.value = stack.top
  machine.memory.setU32(python.emscripten_get_sbrk_ptr(), stack.top)
  return stack
}

/** Takes modules out of the list of those that are built in: pairs of a name and a function, up to a name at 0. */
const leaveOut = ({ python, machine: { memory } }: Interpreter): void => {
  const list = memory.u32(python.PyImport_Inittab.value)
  let kept = list
  for (let at = list; ; at += 8) {
    const name = memory.u32(at)
    if (name !== 0 && LEFT_OUT.test(memory.text(name, LONGEST_NAME) ?? '')) continue
    memory.setU32(kept, name)
    memory.setU32(kept + 4, memory.u32(at + 4))
    if (name === 0) return
    kept += 8
  }
}

/** Puts a C string into memory, for good. */
export const putText = ({ python, machine }: Interpreter, value: string): number => {
  const bytes = Buffer.from(`${value}\0`)
  const address = python.malloc(bytes.length)
  machine.memory.write(address, bytes)
  return address
}
