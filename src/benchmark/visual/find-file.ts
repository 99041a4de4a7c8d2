import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '../../core/engine-error.ts'

/** The first of these files that the data folder holds; `EngineError` (usage) names the places that were looked at. */
export async function findFile(folder: string, names: readonly string[]): Promise<string> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder)
    throw new EngineError('usage', `there is no data folder ${folder}: give the folder of the data set with --data`)
  for (const name of names) if (await exists(join(folder, name))) return join(folder, name)
  throw new EngineError(
    'usage',
    `${folder} has none of ${names.join(', ')}: give the folder of the data set with --data`,
  )
}

/**
 * Where an image is: the first of these places that is there, else the first place, so that the task whose image is
 * missing fails with its name, and no other.
 */
export function imageFinder(folder: string): (names: readonly string[]) => Promise<string> {
  /** Images of one set mostly lie in one layout: the place that was right last is looked at first. */
  let last = 0
  return async (names) => {
    for (const index of [last, ...names.keys()]) {
      const name = names[index]
      if (name === undefined || !(await exists(join(folder, name)))) continue
      last = index
      return join(folder, name)
    }
    return join(folder, names[0] ?? '')
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
