import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const ROUNDS = 5

/** Milliseconds from the start of `faultline run` to its end: the best of some, and the first of all with no cache yet. */
export const firstAnswerMs = (runtimes) => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'))
  const program = join(folder, 'double.py')
  writeFileSync(program, 'def double(x):\n    return 2 * x\n')
  const run = (runtime) => {
    const began = performance.now()
    const { status, stderr } = spawnSync(
      process.execPath,
      [MAIN, 'run', program, '--call', 'double(3)', '--runtime', runtime],
      {
        encoding: 'utf8',
        env: { ...process.env, XDG_CACHE_HOME: folder },
      },
    )
    if (status !== 0) throw new Error(stderr)
    return Math.round(performance.now() - began)
  }
  try {
    return Object.fromEntries(
      runtimes.map((name) => {
        const [emptyCache, ...later] = Array.from({ length: ROUNDS + 1 }, () => run(name))
        return [name, { emptyCache, later: Math.min(...later) }]
      }),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
