import { clockCalls } from './clock-calls.ts'
import { Death } from './death.ts'
import { descriptorCalls } from './descriptor-calls.ts'
import type { ImportedCalls, Machine } from './machine.ts'
import { pathCalls } from './path-calls.ts'
import type { Surroundings } from './process-calls.ts'
import { processCalls } from './process-calls.ts'

/**
 * All that a Python instance can reach outside of its memory: the calls below, and nothing else of what the module asks
 * for. Another import (a socket, a shell, JavaScript itself) ends the program.
 */
export const importsOf = (
  module: WebAssembly.Module,
  machine: Machine,
  surroundings: Surroundings,
): Record<string, Record<string, unknown>> => {
  const allowed: ImportedCalls = {
    ...pathCalls(machine),
    ...descriptorCalls(machine),
    ...clockCalls(machine, surroundings.slept),
    ...processCalls(machine, surroundings),
    ...tableCalls(surroundings),
    // Asked for once, when the C library starts: the store of JavaScript values is and stays without a value.
    __hiwire_deduplicate_new: () => null,
  }
  const imports: Record<string, Record<string, unknown>> = {}
  for (const { module: namespace, name, kind } of WebAssembly.Module.imports(module)) {
    const wanted = (imports[namespace] ??= {})
    if (kind === 'global') wanted[name] = new WebAssembly.Global({ value: 'i32', mutable: true }, 0)
    else wanted[name] = Object.hasOwn(allowed, name) ? allowed[name] : refuse(name)
  }
  return imports
}

const refuse = (name: string) => (): never => {
  throw new Death({ kind: 'blocked', what: name.replace(/^_*(syscall_|emscripten_)?/, '').replace(/_js$/, '') })
}

/** Calls by number that the C code leaves to JavaScript, which takes functions of fewer parameters too. */
const tableCalls = ({ table }: Surroundings): ImportedCalls => {
  const call = (index: number, ...args: number[]): number => {
    const target = table().get(index >>> 0)
    if (target === null) throw new Death({ kind: 'crashed', signal: 'SIGSEGV' })
    return target(...args)
  }
  return {
    _PyEM_TrampolineCall_JS: (index: number, a: number, b: number, c: number) => call(index, a, b, c),
    __call_sighandler: (index: number, signal: number) => void call(index, signal),
  }
}
