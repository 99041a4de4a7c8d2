import type { ArchivedFile } from './host/zip-archive.ts'
import { filesOfZip } from './host/zip-archive.ts'

/** Pyodide's own packages, which talk to JavaScript. */
const LEFT_OUT = /^_?pyodide\//

/** Python's standard library, where an installed one has it. */
export const standardLibraryFiles = (archive: Uint8Array): readonly ArchivedFile[] =>
  filesOfZip(archive)
    .filter(({ path }) => !LEFT_OUT.test(path))
    .map((file) => ({ ...file, path: `/lib/python3.14/${file.path}` }))
