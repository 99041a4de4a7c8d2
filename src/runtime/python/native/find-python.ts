import { execFile } from 'node:child_process'
import { access, constants, open, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface PythonInstallation {
  /** The interpreter itself: `sys.executable`, never a shim. */
  readonly path: string
  /** `3.11.2`. */
  readonly version: string
}

const run = promisify(execFile)
const PROBE_TIMEOUT_MS = 10_000
const OLDEST = [3, 9] as const
const PROBE =
  'import sys; print(sys.implementation.name, "%d.%d.%d" % sys.version_info[:3], getattr(sys, "_base_executable", sys.executable), sep="\\n")'

/** The first real CPython ≥ 3.9 of this machine, system directories first: they hold the one that starts fastest. */
export const findPython = async (searchPath = process.env['PATH'] ?? ''): Promise<PythonInstallation | undefined> => {
  const directories = new Set(['/usr/bin', '/usr/local/bin', ...searchPath.split(':').filter((part) => part !== '')])
  const tried = new Set<string>()
  for (const directory of directories) {
    for (const name of ['python3', 'python']) {
      const file = await realpath(join(directory, name)).catch(() => undefined)
      if (file === undefined || tried.has(file)) continue
      tried.add(file)
      const found = await probePython(file)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** What the file is, when it is a CPython ≥ 3.9; a script, such as the shim of a version manager, is not. */
export const probePython = async (file: string): Promise<PythonInstallation | undefined> => {
  if (!(await isBinary(file))) return undefined
  const reply = await run(file, ['-I', '-S', '-c', PROBE], { timeout: PROBE_TIMEOUT_MS, env: {} }).catch(
    () => undefined,
  )
  const [implementation, version, path] = reply?.stdout.trim().split('\n') ?? []
  if (implementation !== 'cpython' || version === undefined || path === undefined) return undefined
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]) ? { path, version } : undefined
}

const isBinary = async (file: string): Promise<boolean> => {
  try {
    await access(file, constants.X_OK)
    const handle = await open(file)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
      return bytesRead === 4 && buffer.equals(Buffer.from('\x7fELF', 'latin1'))
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}
