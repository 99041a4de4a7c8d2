import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The grammar as the build copies it beside this file; in a checkout that is not built, the package's own file. */
export const grammarFile = (): string => {
  const places = ['./tree-sitter-python.wasm', '../../node_modules/tree-sitter-python/tree-sitter-python.wasm']
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return files.find((file) => existsSync(file)) ?? files[0]!
}
