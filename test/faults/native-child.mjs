/** Runs a program that never ends, until it is killed. */
import { program } from '../../dist/core/program.js'
import { nativePython } from '../../dist/runtime/python/native/native.js'

const runtime = await nativePython({ lanes: 1 })
await runtime.execute(program('while True: pass\n'), {
  entry: { kind: 'script' },
  limits: { cpuMs: 600_000, wallMs: 600_000 },
})
