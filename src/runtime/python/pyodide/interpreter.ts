import { Descriptors } from './host/descriptors.ts'
import type { Device } from './host/file-node.ts'
import type { FileCaps } from './host/file-tree.ts'
import { FileTree } from './host/file-tree.ts'
import { Death } from './host/death.ts'
import { importsOf } from './host/imports.ts'
import { LinearMemory } from './host/linear-memory.ts'
import type { Machine } from './host/machine.ts'
import type { Surroundings } from './host/process-calls.ts'
import { randomBytes } from './host/random-bytes.ts'
import type { Clock } from './host/virtual-clock.ts'
import type { ArchivedFile } from './host/zip-archive.ts'

/** The state of a Python that is ready to run: its whole memory, and where in it things are. */
export interface Image {
  /** The memory below the stack. */
  readonly data: Uint8Array
  /** Empty, since no call is under way. */
  readonly stack: Stack
  /** The memory above the stack. */
  readonly heap: Uint8Array
  /** Addresses of the Python functions that take and give `bytes`. */
  readonly entries: Readonly<Record<Entry, number>>
  readonly version: string
}

export type Entry = 'candidate' | 'grader'

/** Addresses; the stack grows from `top` down to `end`. */
export interface Stack {
  readonly top: number
  readonly end: number
}

/** What a device does. */
export type Endpoint = Pick<Device, 'read' | 'write'>

export interface InterpreterOptions extends Omit<Surroundings, 'table'> {
  readonly module: WebAssembly.Module
  readonly clock: Clock
  /** Files that every program finds. */
  readonly files: readonly ArchivedFile[]
  readonly standard: readonly [input: Endpoint, output: Endpoint, error: Endpoint]
  /** Devices by path, besides those that every program finds. */
  readonly devices?: Readonly<Record<string, Endpoint>>
}

/** What is used of the functions that the module exports. All numbers are addresses or 32-bit integers. */
export interface PythonExports {
  readonly memory: WebAssembly.Memory
  readonly __indirect_function_table: WebAssembly.Table
  readonly __stack_pointer: WebAssembly.Global
  readonly __stack_low: WebAssembly.Global
  readonly PyImport_Inittab: WebAssembly.Global
  readonly PyExc_MemoryError: WebAssembly.Global
  readonly Py_EMSCRIPTEN_SIGNAL_HANDLING: WebAssembly.Global
  __wasm_call_ctors(): void
  emscripten_stack_set_limits(top: number, end: number): void
  emscripten_get_sbrk_ptr(): number
  malloc(size: number): number
  Py_InitializeEx(signals: number): void
  Py_GetVersion(): number
  Py_DecRef(object: number): void
  PyRun_SimpleString(source: number): number
  PyImport_AddModule(name: number): number
  PyObject_GetAttrString(object: number, name: number): number
  PyBytes_FromStringAndSize(source: number, size: number): number
  PyBytes_AsString(bytes: number): number
  PyBytes_Size(bytes: number): number
  PyErr_Print(): void
  PyErr_ExceptionMatches(kind: number): number
  PyObject_CallOneArg(callable: number, argument: number): number
}

/** Bytes of memory that an instance of this image begins with. */
export const imageSize = ({ stack, heap }: Image): number => stack.top + heap.length

/** One CPython in WASM, on a host of its own: it sees files in memory and a clock, and nothing of this machine. */
export class Interpreter {
  static open(options: InterpreterOptions): Interpreter {
    const { clock, files, standard, devices } = options
    const memory = new LinearMemory()
    const tree = new FileTree(() => clock.stamp())
    for (const file of files) tree.addFixedFile(file)
    const random = randomBytes()
    const everywhere = sources(random.fill)
    for (const [path, device] of Object.entries({ ...everywhere, ...devices })) tree.addDevice(path, device)
    const nodes = standard.map((endpoint) => tree.device(endpoint))
    const descriptors = new Descriptors(nodes, (node) => node.kind === 'file' && tree.release(node))
    const machine: Machine = { memory, files: tree, descriptors, clock, cwd: tree.scratch, random: random.fill }
    let table: WebAssembly.Table | undefined
    const imports = importsOf(options.module, machine, { ...options, table: () => table! })
    const instance = new WebAssembly.Instance(options.module, imports)
    const python = instance.exports as unknown as PythonExports
    table = python.__indirect_function_table
    memory.attach(python.memory)
    return new Interpreter(python, machine, random.reset)
  }

  private constructor(
    readonly python: PythonExports,
    readonly machine: Machine,
    readonly resetRandom: () => void,
  ) {}

  /** Puts everything back to the state of the image: memory, stack, files, descriptors, directory, random bytes. */
  restore(image: Image, caps: FileCaps): void {
    const { data, stack, heap } = image
    const { memory, files, descriptors } = this.machine
    const size = imageSize(image)
    if (memory.bytes.length < size) memory.grow(size)
    memory.bytes.set(data)
    memory.bytes.fill(0, data.length, stack.top)
    memory.bytes.set(heap, stack.top)
    memory.bytes.fill(0, size)
    this.python.emscripten_stack_set_limits(stack.top, stack.end)
    this.python.__stack_pointer.value = stack.top
    files.reset(caps)
    descriptors.reset()
    this.machine.cwd = files.scratch
    this.resetRandom()
  }

  /** Calls a Python function that takes and gives `bytes`. Throws what ends the program. */
  call(entry: number, argument: Uint8Array): Uint8Array {
    const { python } = this
    const { memory } = this.machine
    const bytes = this.#checked(python.PyBytes_FromStringAndSize(0, argument.length))
    memory.write(python.PyBytes_AsString(bytes), argument)
    const result = this.#checked(python.PyObject_CallOneArg(entry, bytes))
    python.Py_DecRef(bytes)
    const size = python.PyBytes_Size(result)
    this.#checked(size + 1)
    const reply = memory.slice(python.PyBytes_AsString(result), size).slice()
    python.Py_DecRef(result)
    return reply
  }

  /** Our own functions raise only where memory is out, or where the program has broken Python under them. */
  #checked(result: number): number {
    if (result !== 0) return result
    const noMemory = this.python.PyErr_ExceptionMatches(this.machine.memory.u32(this.python.PyExc_MemoryError.value))
    throw new Death(noMemory ? { kind: 'exceeded', limit: 'memoryMb' } : { kind: 'exited', code: 1 })
  }

  /** Bytes of memory that the C library has taken so far. */
  get usedBytes(): number {
    return this.machine.memory.u32(this.python.emscripten_get_sbrk_ptr())
  }
}

/** Bytes that one read of a device gives at most. */
const MOST_READ = 1 << 16

const sources = (random: (target: Uint8Array) => void): Readonly<Record<string, Endpoint>> => {
  const noise: Endpoint = {
    read: (length) => {
      const bytes = new Uint8Array(Math.min(length, MOST_READ))
      random(bytes)
      return bytes
    },
    write: ignore,
  }
  return {
    '/dev/null': { read: () => new Uint8Array(), write: ignore },
    '/dev/zero': { read: (length) => new Uint8Array(Math.min(length, MOST_READ)), write: ignore },
    '/dev/random': noise,
    '/dev/urandom': noise,
  }
}

const ignore = () => undefined
