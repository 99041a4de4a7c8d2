import { findPython, probePython } from '../src/runtime/python/native/find-python.ts'

const chosen = process.env['FAULTLINE_PYTHON']

/** The CPython that tests of the native runtime use: that of FAULTLINE_PYTHON, or the first found; none where there is none. */
export const nativeInstallation =
  process.platform !== 'linux' ? undefined : chosen === undefined ? await findPython() : await probePython(chosen)
