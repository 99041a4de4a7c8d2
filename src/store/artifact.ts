import { access, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { contentId } from '../core/program.ts'
import { makeFolder } from './make-folder.ts'
import { storeError } from './store-error.ts'

const fileOf = (run: string, id: string) => join(run, 'artifacts', `${id}.json.gz`)

/** Under its hash, so that equal contents are one file; renamed into place, so that no half of one is ever seen. */
export async function keepArtifact(run: string, content: string): Promise<string> {
  const id = contentId(content)
  const file = fileOf(run, id)
  try {
    if (await exists(file)) return id
    await makeFolder(join(run, 'artifacts'))
    const part = `${file}.${Math.random()}.part`
    await writeFile(part, await promisify(gzip)(content))
    await rename(part, file)
    return id
  } catch (error) {
    throw storeError(`cannot write ${file}`, error)
  }
}

export async function readArtifact(run: string, id: string): Promise<string> {
  const file = fileOf(run, id)
  try {
    return (await promisify(gunzip)(await readFile(file))).toString('utf8')
  } catch (error) {
    throw storeError(`cannot read ${file}`, error)
  }
}

export const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
