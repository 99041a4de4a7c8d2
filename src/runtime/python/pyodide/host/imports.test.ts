import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { Death } from './death.ts'
import { Descriptors } from './descriptors.ts'
import { FileTree } from './file-tree.ts'
import { importsOf } from './imports.ts'
import { LinearMemory } from './linear-memory.ts'
import { randomBytes } from './random-bytes.ts'
import { VirtualClock } from './virtual-clock.ts'

type Call = (...args: (number | bigint)[]) => unknown

/** All function imports of the module, by name, as an instance gets them. */
const functions = async (): Promise<Record<string, Call>> => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('pyodide/pyodide.asm.wasm'))
  const module = await WebAssembly.compile(wasm)
  const clock = new VirtualClock()
  const files = new FileTree(() => clock.stamp())
  const memory = new LinearMemory()
  const descriptors = new Descriptors([], () => undefined)
  const machine = { memory, files, descriptors, clock, cwd: files.scratch, random: randomBytes().fill }
  const imports = importsOf(module, machine, {
    environment: [],
    look: () => 0,
    slept: () => undefined,
    memoryLimit: () => 0,
    memoryRefused: () => undefined,
    table: () => ({ length: 0, get: () => null }),
  })
  return Object.fromEntries(
    Object.values(imports)
      .flatMap((namespace) => Object.entries(namespace))
      .filter((entry): entry is [string, Call] => typeof entry[1] === 'function'),
  )
}

const isRefused = (call: Call): boolean => {
  try {
    call(0, 0, 0, 0, 0, 0, 0)
    return false
  } catch (error) {
    return error instanceof Death && error.outcome.kind === 'blocked'
  }
}

describe('what the module imports', () => {
  let calls: Record<string, Call>
  beforeAll(async () => {
    calls = await functions()
  })

  test('more than two thirds of it is refused', () => {
    const refused = Object.values(calls).filter(isRefused)
    expect(Object.keys(calls).length).toBe(268)
    expect(refused.length).toBeGreaterThan(180)
  })
  test('all that reaches JavaScript, a shell, the network or foreign code is refused', () => {
    const open = Object.entries(calls).filter(([, call]) => !isRefused(call))
    const dangerous =
      /js2|2js|jsv|jsproxy|jsarray|jsmap|jsobj|pyproxy|promise|suspend|dlopen|dlsym|ffi_|system|connect|bind|listen|recv|send/i
    expect(open.map(([name]) => name).filter((name) => dangerous.test(name))).toEqual([])
  })
  test('a socket is an error that the program sees', () => {
    expect(calls['__syscall_socket']!(0)).toBeLessThan(0)
  })
  test('an outcome names what was refused', () => {
    expect(() => calls['_emscripten_system']!(0)).toThrow('{"kind":"blocked","what":"system"}')
    expect(() => calls['_dlopen_js']!(0)).toThrow('{"kind":"blocked","what":"dlopen"}')
  })
})
