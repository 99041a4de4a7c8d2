import { readdirSync } from 'node:fs'
import { expect, vi } from 'vitest'
import { pyodidePython } from '../../src/runtime/python/pyodide/pyodide.ts'
import { attackSuite } from './attack-suite.ts'

const openDescriptors = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0)

let before: number | undefined

attackSuite({
  runtime: 'pyodide',
  open: () => pyodidePython({ lanes: 1 }),
  leftovers: async () => {
    // A worker that was ended closes what it had open a moment later than it says.
    await vi.waitFor(() => expect(openDescriptors()).toBe((before ??= openDescriptors())))
    return `descriptors ${before}`
  },
})
