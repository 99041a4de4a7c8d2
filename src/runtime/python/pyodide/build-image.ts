import { EngineError } from '../../../core/engine-error.ts'
import type { Directory } from './host/file-node.ts'
import { PAGE } from './host/linear-memory.ts'
import type { ArchivedFile } from './host/zip-archive.ts'
import type { Image, Interpreter } from './interpreter.ts'
import { shared } from './python-sources.ts'
import type { ImageSources, StartedPython } from './start-python.ts'
import { putText, startPython } from './start-python.ts'

/** Room for small programs, so that few of them make the memory grow. */
const SPARE_BYTES = 1 << 19
const LONGEST_VERSION = 256
const BYTECODE = '/tmp/bytecode'

/**
 * Lets CPython import what programs will want, and takes its whole memory. It is started twice, since what the compiler
 * leaves behind is a third of the memory: the second Python finds all modules compiled. Takes a second or two.
 */
export const buildImage = (sources: ImageSources): Image => {
  const compiler = startPython(sources, [], [`PYTHONPYCACHEPREFIX=${BYTECODE}`])
  return imageOf(startPython(sources, bytecodeFrom(compiler), ['PYTHONDONTWRITEBYTECODE=1']))
}

/** The modules that a Python has compiled, as files that another takes them from. */
const bytecodeFrom = ({ interpreter: { machine } }: StartedPython): readonly ArchivedFile[] => {
  const collect = (directory: Directory, path: string): ArchivedFile[] =>
    [...directory.entries].flatMap(([name, node]) => {
      if (node.kind === 'directory') return collect(node, `${path}/${name}`)
      if (node.kind !== 'file') return []
      return { path: `${path}/__pycache__/${name}`, size: node.size, read: () => node.bytes.subarray(0, node.size) }
    })
  return collect(machine.files.directory(BYTECODE, machine.cwd), '')
}

const imageOf = ({ interpreter, stack }: StartedPython): Image => {
  const { python, machine } = interpreter
  machine.memory.bytes[python.Py_EMSCRIPTEN_SIGNAL_HANDLING.value] = 1
  const entries = {
    candidate: attribute(interpreter, 'candidate', 'handle'),
    grader: attribute(interpreter, 'answer', 'answer'),
  }
  if (python.PyRun_SimpleString(putText(interpreter, "__import__('candidate').prepare()")) !== 0)
    throw new EngineError('sandbox', 'candidate.py could not be prepared')
  const version = machine.memory.text(python.Py_GetVersion(), LONGEST_VERSION) ?? ''
  const size = Math.ceil((interpreter.usedBytes + SPARE_BYTES) / PAGE) * PAGE
  if (machine.memory.bytes.length < size) machine.memory.grow(size)
  const { bytes } = machine.memory
  const [data, heap] = [shared(bytes.subarray(0, stack.end)), shared(bytes.subarray(stack.top, size))]
  return { data, stack, heap, entries, version }
}

const attribute = (interpreter: Interpreter, module: string, name: string): number => {
  const { python } = interpreter
  const found = python.PyObject_GetAttrString(
    python.PyImport_AddModule(putText(interpreter, module)),
    putText(interpreter, name),
  )
  if (found === 0) throw new EngineError('sandbox', `${module}.py has no ${name}`)
  return found
}
