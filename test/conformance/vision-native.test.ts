import { test } from 'vitest'
import { nativePython } from '../../src/runtime/python/native/native.ts'
import { nativeInstallation } from '../native-python.ts'
import { visionSuite } from './vision-suite.ts'

const python = nativeInstallation

if (python === undefined) test.skip('native: no CPython ≥ 3.9 on this machine', () => undefined)
else visionSuite('native', () => nativePython({ python: python.path, lanes: 2 }))
