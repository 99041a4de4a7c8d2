import { readdir, readFile } from 'node:fs/promises'
import { contentId } from '../../core/program.ts'

/** The Python files of a folder: name → text, in the order of their names. */
export const pythonFiles = async (folder: URL): Promise<Record<string, string>> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.py')).sort()
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  return Object.fromEntries(names.map((name, index) => [name, texts[index]!]))
}

/** Changes with the grader, the candidate, the tracer and the runtime's own files: what was executed before is then old. */
export const revisionOf = async (runtimeFolder: URL): Promise<string> =>
  contentId(
    ...Object.entries({
      ...(await pythonFiles(new URL('./', import.meta.url))),
      ...(await pythonFiles(runtimeFolder)),
    }).flat(),
  )
