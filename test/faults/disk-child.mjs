// Runs where FOLDER is a tmpfs that is almost full: the run fails, the filler goes, and the same run is resumed.
// Prints what happened as JSON.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replayed } from '../../dist/generator/replayed.js'
import { run } from '../../dist/run/run.js'
import { executionCache } from '../../dist/store/execution-cache.js'
import { openStore } from '../../dist/store/open-store.js'
import { single } from '../../dist/strategy/single.js'
import { fakeBenchmark, fakeRuntime, fakeTask } from '../../dist/testing.js'

const [folder = ''] = process.argv.slice(2)
const tasks = Array.from({ length: 60 }, (_, n) =>
  fakeTask(`t${n}`, ['check'], { seed: `check ${n} ${'#'.repeat(3000)}` }),
)
const warnings = []
const onWarning = (warning) => warnings.push(warning)

async function sitting() {
  const runtime = fakeRuntime()
  const cache = executionCache({ file: join(folder, 'cache.db'), onWarning })
  const parts = { runtime, generator: replayed(), strategy: single() }
  const store = openStore(join(folder, 'runs'))
  try {
    const { tasks: runs } = await run({ benchmark: fakeBenchmark(tasks), parts, store, cache, id: 'r', onWarning })
    return { passed: runs.filter(({ grade }) => grade?.verdict === 'pass').length }
  } catch (error) {
    return { boundary: error.boundary, message: error.message }
  } finally {
    await cache.close()
  }
}

const log = () => readFileSync(join(folder, 'runs/r/events.jsonl'), 'utf8')
const full = await sitting()
const atFault = log()
rmSync(join(folder, 'filler'))
const resumed = await sitting()
process.stdout.write(JSON.stringify({ full, atFault, resumed, after: log(), warnings }))
