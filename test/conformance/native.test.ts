import { test } from 'vitest'
import { nativePython } from '../../src/runtime/python/native/native.ts'
import { nativeInstallation } from '../native-python.ts'
import { conformanceSuite } from './conformance-suite.ts'
import { toolSuite } from './tool-suite.ts'

const python = nativeInstallation

if (python === undefined) test.skip('native: no CPython ≥ 3.9 on this machine', () => undefined)
else {
  const open = () => nativePython({ python: python.path, lanes: 2 })
  conformanceSuite('native', open)
  toolSuite('native', open)
}
