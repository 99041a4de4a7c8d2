import { readdir, readFile } from 'node:fs/promises'
import { EngineError } from '../../core/engine-error.ts'

const folder = new URL('./gold/', import.meta.url)

/**
 * Visual programs that were written by hand for sentences of NLVR's dev split (Suhr et al. 2017): the number of a sentence
 * (the `n` of an identifier `n-m`) → the source, over the whole image of three boxes. `yes` means that the sentence is true.
 * Each is right on every image of its sentence, so none of these labels is in doubt.
 * Throws `EngineError` (benchmark) where the files are not there.
 */
export async function goldPrograms(): Promise<ReadonlyMap<string, string>> {
  const names = await goldNames()
  const numbers = names.map((name) => name.replace(/\.py$/, '')).sort((a, b) => Number(a) - Number(b))
  const sources = await Promise.all(numbers.map((number) => readFile(new URL(`${number}.py`, folder), 'utf8')))
  return new Map(numbers.map((number, index) => [number, sources[index] ?? '']))
}

async function goldNames(): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^\d+\.py$/.test(name))
  } catch (error) {
    throw new EngineError(
      'benchmark',
      `the gold programs of NLVR are not in ${folder.pathname}: run \`npm run build\`, or install the package anew`,
      { cause: error },
    )
  }
}
