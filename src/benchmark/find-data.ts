import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '../core/engine-error.ts'

/** The one file of `directory` (or the path itself, when it is a file) whose name matches; `EngineError` (usage) when there is none. */
export async function findData(path: string, name: RegExp): Promise<string> {
  const found = await matchingFiles(path, name)
  const first = found[0]
  if (first === undefined)
    throw new EngineError(
      'usage',
      `no file like ${name.source} in ${path}: give the folder that holds the data with --data`,
    )
  return first
}

async function matchingFiles(path: string, name: RegExp): Promise<string[]> {
  let names: string[]
  try {
    names = await readdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTDIR') return [path]
    throw new EngineError(
      'usage',
      `cannot read the data folder ${path}: ${code === 'ENOENT' ? 'it does not exist' : String(error)}`,
      {
        cause: error,
      },
    )
  }
  return names
    .filter((one) => name.test(one))
    .sort()
    .map((one) => join(path, one))
}
