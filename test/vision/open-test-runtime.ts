import type { Runtime } from '../../src/core/runtime.ts'
import { nativePython } from '../../src/runtime/python/native/native.ts'
import { pyodidePython } from '../../src/runtime/python/pyodide/pyodide.ts'
import { nativeInstallation } from '../native-python.ts'

/** The native runtime where this machine has a CPython, else the embedded one. */
export const openTestRuntime = async (): Promise<Runtime> =>
  nativeInstallation === undefined
    ? pyodidePython({ lanes: 1 })
    : nativePython({ lanes: 1, python: nativeInstallation.path })
