import { readdirSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { nativePython } from '../../src/runtime/python/native/native.ts'
import { nativeInstallation } from '../native-python.ts'
import { attackSuite } from './attack-suite.ts'
import { ownLanes, processTree } from '../process-tree.ts'

const python = nativeInstallation

if (python === undefined) test.skip('native: no CPython ≥ 3.9 on this machine', () => undefined)
else
  attackSuite({
    runtime: 'native',
    open: () => nativePython({ python: python.path, lanes: 1 }),
    leftovers: async () => {
      // The lane, its fork server, and the child that waits for the next program.
      await vi.waitFor(() => expect(ownLanes().flatMap(({ pid }) => processTree(pid))).toHaveLength(3))
      const [lane] = ownLanes()
      return `lane ${lane!.pid} descriptors ${process.getuid?.() === 0 ? readdirSync(`/proc/${lane!.pid}/fd`).length : 'hidden'}`
    },
  })
