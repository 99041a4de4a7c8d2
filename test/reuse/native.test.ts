import { describe } from 'vitest'
import { nativePython } from '../../src/runtime/python/native/native.ts'
import { nativeInstallation } from '../native-python.ts'
import { reuseSuite } from './reuse-suite.ts'

describe.skipIf(nativeInstallation === undefined)('native', () =>
  reuseSuite('native', () => nativePython({ lanes: 1, python: nativeInstallation!.path })),
)
