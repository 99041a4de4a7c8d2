import { EngineError } from '../../../core/engine-error.ts'
import { PAGE } from './host/linear-memory.ts'
import type { Image, Stack } from './interpreter.ts'
import { Interpreter } from './interpreter.ts'
import { shared } from './python-sources.ts'
import { standardLibraryFiles } from './standard-library.ts'
import { VirtualClock } from './host/virtual-clock.ts'

/** Deep enough for some thousand calls through C; at its end Python raises `RecursionError`. */
const STACK_BYTES = 4 << 20
/** Room for small programs, so that few of them make the memory grow. */
const SPARE_BYTES = 1 << 19
const MEMORY_BYTES = 256 << 20
const LONGEST_NAME = 256
const ENVIRONMENT = [
  'PYTHONHOME=/',
  'PYTHONHASHSEED=0',
  'PYTHONUTF8=1',
  'PYTHONDONTWRITEBYTECODE=1',
  'PYTHONNOUSERSITE=1',
]
/** Extension modules that no program needs and that reach under Python: foreign functions, and CPython's own tests. */
const LEFT_OUT = /^_(ctypes|test.*|xxtestfuzz|remote_debugging)$/

export interface ImageSources {
  readonly module: WebAssembly.Module
  readonly standardLibrary: Uint8Array
  /** Our own Python files by name; `prepare.py` is run, the others can be imported. */
  readonly python: Readonly<Record<string, string>>
}

/** Starts CPython, lets it import what programs will want, and takes its whole memory. Takes a second or two. */
export const buildImage = (sources: ImageSources): Image => {
  const output: Uint8Array[] = []
  const interpreter = blankInterpreter(sources, (bytes) => output.push(bytes.slice()))
  const { python, machine } = interpreter
  const stack = placeStack(interpreter)
  leaveOut(interpreter)
  python.__wasm_call_ctors()
  python.Py_InitializeEx(0)
  if (python.PyRun_SimpleString(text(interpreter, sources.python['prepare.py']!)) !== 0)
    throw new EngineError('sandbox', `Python could not be prepared: ${Buffer.concat(output).toString()}`)
  machine.memory.bytes[python.Py_EMSCRIPTEN_SIGNAL_HANDLING.value] = 1
  const entries = {
    candidate: attribute(interpreter, 'candidate', 'handle'),
    grader: attribute(interpreter, 'answer', 'answer'),
  }
  const version = machine.memory.text(python.Py_GetVersion(), LONGEST_NAME) ?? ''
  return { ...memoryAround(stack, interpreter), stack, entries, version }
}

const blankInterpreter = (sources: ImageSources, write: (bytes: Uint8Array) => void): Interpreter => {
  const own = Object.entries(sources.python).map(([name, source]) => {
    const bytes = Buffer.from(source)
    return { path: `/lib/faultline/${name}`, size: bytes.length, read: () => bytes }
  })
  const terminal = { read: () => new Uint8Array(), write }
  return Interpreter.open({
    module: sources.module,
    files: [...standardLibraryFiles(sources.standardLibrary), ...own],
    clock: new VirtualClock(),
    standard: [terminal, terminal, terminal],
    environment: ENVIRONMENT,
    look: () => 0,
    slept: () => undefined,
    memoryLimit: () => MEMORY_BYTES,
    memoryRefused: () => undefined,
  })
}

const memoryAround = ({ end, top }: Stack, { machine, usedBytes }: Interpreter): Pick<Image, 'data' | 'heap'> => {
  const size = Math.ceil((usedBytes + SPARE_BYTES) / PAGE) * PAGE
  if (machine.memory.bytes.length < size) machine.memory.grow(size)
  const { bytes } = machine.memory
  return { data: shared(bytes.subarray(0, end)), heap: shared(bytes.subarray(top, size)) }
}

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
const text = ({ python, machine }: Interpreter, value: string): number => {
  const bytes = Buffer.from(`${value}\0`)
  const address = python.malloc(bytes.length)
  machine.memory.write(address, bytes)
  return address
}

const attribute = (interpreter: Interpreter, module: string, name: string): number => {
  const { python } = interpreter
  const found = python.PyObject_GetAttrString(
    python.PyImport_AddModule(text(interpreter, module)),
    text(interpreter, name),
  )
  if (found === 0) throw new EngineError('sandbox', `${module}.py has no ${name}`)
  return found
}
