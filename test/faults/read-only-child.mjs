// Runs where FOLDER, which is also the home, is read-only. Prints what happened as JSON.
import { join } from 'node:path'
import { replayed } from '../../dist/generator/replayed.js'
import { solve } from '../../dist/run/solve.js'
import { executionCache } from '../../dist/store/execution-cache.js'
import { openStore } from '../../dist/store/open-store.js'
import { bestOf } from '../../dist/strategy/best-of.js'
import { fakeRuntime, fakeTask } from '../../dist/testing.js'

const [folder = ''] = process.argv.slice(2)
const samples = new Map([['t', ['same', 'same']]])
const parts = { runtime: fakeRuntime(), generator: replayed({ samples }), strategy: bestOf({ n: 2 }) }
const task = fakeTask('t', ['check'])
const warnings = []

const store = openStore(join(folder, 'runs'))
const told = await solve(task, parts, { store, id: 'r' }).catch(({ boundary, message }) => ({ boundary, message }))
delete process.env.XDG_CACHE_HOME
const cache = executionCache({ onWarning: (warning) => warnings.push(warning) })
const { executions, cachedExecutions } = (await solve(task, parts, { cache })).run.tasks[0].spent
process.stdout.write(JSON.stringify({ run: told, warnings, spent: { executions, cachedExecutions } }))
