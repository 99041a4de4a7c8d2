import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultline } from '../e2e/faultline.ts'

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url))
const missing = existsSync(data) ? false : 'the published data is not beside this checkout'
let cwd = ''
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'faultline-published-'))
})
afterAll(() => rm(cwd, { recursive: true }))

const evaluated = async (...args: readonly string[]) => {
  const { stdout, stderr } = await faultline(['eval', ...args, '--json'], { cwd })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

describe.skipIf(missing)('published numbers come out again', () => {
  it.each([['auto'], ['pyodide'], ['auto', '--reuse'], ['pyodide', '--reuse']])(
    'all 164 canonical solutions of HumanEval pass on the runtime %s %s',
    async (runtime, ...flags) => {
      const summary = await evaluated('humaneval', '--data', join(data, 'humaneval'), '--runtime', runtime, ...flags)
      expect(summary).toMatchObject({ solved: 164, of: 164, undecided: 0, failed: 0 })
    },
    180_000,
  )

  it.each([
    ['samples.ldb-gpt-3.5-seed.jsonl.gz', 123],
    ['samples.ldb-gpt-3.5-final.jsonl.gz', 136],
    ['samples.reflexion-gpt-4.jsonl.gz', 150],
  ])(
    '%s has %i that pass, and its results are written beside it',
    async (file, solved) => {
      const samples = join(cwd, file)
      await cp(join(data, 'humaneval', file), samples)
      const summary = await evaluated('humaneval', '--data', join(data, 'humaneval'), '--samples', samples)
      expect(summary).toMatchObject({ solved, of: 164, undecided: 0, failed: 0 })
      const lines = (await readFile(samples.replace('.gz', '_results.jsonl'), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(lines.filter(({ passed }) => passed)).toHaveLength(solved)
      expect(Object.keys(lines[0])).toEqual(['task_id', 'completion', 'result', 'passed'])
    },
    180_000,
  )

  it('mends at least 24 of the 40 programs of QuixBugs, with the fault among the first five suspects of 30', async () => {
    const args = ['--strategy', 'repair', '--critic', 'spectrum', '--refiner', 'mutate']
    const summary = await evaluated('quixbugs', '--data', join(data, 'quixbugs'), ...args)
    expect(summary).toMatchObject({ of: 40, undecided: 0, failed: 0 })
    expect(summary.solved).toBeGreaterThanOrEqual(24)
    expect(summary.blameTop5).toBeGreaterThanOrEqual(30)
  }, 900_000)
})
