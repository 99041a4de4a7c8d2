import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes the folder and those above it. Node's own `recursive` says "no such file" where a file system is read-only. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFolder(dirname(folder))
    await makeFolder(folder)
  }
}
