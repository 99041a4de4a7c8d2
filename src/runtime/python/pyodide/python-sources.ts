import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { contentId } from '../../../core/program.ts'
import { pythonFiles } from '../python-files.ts'
import { withInitialMemory } from './initial-memory.ts'

/** What a Python in WASM is made of. */
export interface PythonSources {
  readonly module: WebAssembly.Module
  readonly standardLibrary: Uint8Array
  /** Our own Python files: name → text. */
  readonly python: Readonly<Record<string, string>>
  /** Changes with all that an image depends on. */
  readonly id: string
}

/** To be raised when an image is made in another way, so that no older one is taken for it. */
const IMAGE_FORMAT = '5'
/** Pages of memory that an instance begins with: its static data, the stack, and not much more. */
const INITIAL_PAGES = 136

/** Reads and compiles CPython from the package `pyodide`, of which nothing else is used, and our own files. */
export const readPythonSources = async (): Promise<PythonSources> => {
  const folder = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'))
  const [wasm, library, manifest, ownFiles, hereFiles] = await Promise.all([
    readFile(join(folder, 'pyodide.asm.wasm')),
    readFile(join(folder, 'python_stdlib.zip')),
    readFile(join(folder, 'package.json'), 'utf8'),
    pythonFiles(new URL('../', import.meta.url)),
    pythonFiles(new URL('./', import.meta.url)),
  ])
  const python = { ...ownFiles, ...hereFiles }
  const { version } = JSON.parse(manifest) as { version: string }
  return {
    module: await WebAssembly.compile(withInitialMemory(wasm, INITIAL_PAGES)),
    standardLibrary: shared(library),
    python,
    id: contentId(IMAGE_FORMAT, version, process.version, ...Object.entries(python).flat()),
  }
}

/** A copy that all threads can read. */
export const shared = (bytes: Uint8Array): Uint8Array => {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}
