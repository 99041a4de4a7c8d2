/**
 * How fast visual programs run, what a debug round re-pays, and whether memory stays flat.
 *
 *     npm run bench -- vision [--json] [--scenes 100] [--rounds 10] [--lanes 2] [--seed 0] [--runtimes native,pyodide]
 *
 * Scenes, programs and images are those of the benchmark `shapes`. `cold`: every scene is new to the backend; `warm`: all its
 * answers are known, and only the programs run. `traced` is warm with the full trace. `round`: of each program the last line
 * changes, and the questions that the backend is asked again are counted. `memory`: `rounds` programs a scene, one after another.
 */
import { parseArgs } from 'node:util'
import { shapes } from '../dist/benchmark/shapes.js'
import { program } from '../dist/core/program.js'
import { findPython } from '../dist/runtime/python/native/find-python.js'
import { nativePython } from '../dist/runtime/python/native/native.js'
import { imageShelf } from '../dist/vision/image-shelf.js'
import { pixelsBackend } from '../dist/vision/pixels.js'
import { withVisionCache } from '../dist/vision/vision-cache.js'
import { openVisionToolset } from '../dist/vision/vision-toolset.js'
import { treeMb } from './runtime/memory.mjs'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    scenes: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '10' },
    lanes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '0' },
    runtimes: { type: 'string', default: 'native,pyodide' },
  },
})
const [lanes, count, rounds, seed] = [values.lanes, values.scenes, values.rounds, values.seed].map(Number)
const tasks = []
for await (const task of shapes({ count, seed }).tasks()) tasks.push(task)

const openers = {
  native: () => nativePython({ lanes }),
  pyodide: async () => (await import('../dist/runtime/python/pyodide/pyodide.js')).pyodidePython({ lanes }),
}
const names = values.runtimes.split(',')
if (names.includes('native') && (await findPython()) === undefined) names.splice(names.indexOf('native'), 1)

/** Runs a text for each task; every program of the set is right, so one that does not end well is a fault of ours. */
const runAll = async (world, textOf, trace = 'off') => {
  const began = performance.now()
  await Promise.all(
    tasks.map(async (task) => {
      const tools = await openVisionToolset({ task: task.visual, backend: world.backend, shelf: world.shelf })
      const { outcome } = await world.runtime.execute(program(textOf(task)), { tools, trace })
      if (outcome.kind !== 'returned')
        throw new Error(`${task.id} on ${world.runtime.name}: ${JSON.stringify(outcome)}`)
    }),
  )
  return tasks.length / ((performance.now() - began) / 1000)
}

/** The same program but for its last line. */
const withOtherEnd = ({ seed: source }) => `${source.trimEnd()}  # changed\n`

const results = {}
for (const name of names) {
  const world = { runtime: await openers[name](), shelf: imageShelf(), backend: withVisionCache(pixelsBackend()) }
  await world.runtime.facts()
  const cold = await runAll(world, ({ seed: source }) => source)
  const asked = world.backend.counts.put
  const warm = Math.max(
    await runAll(world, ({ seed: source }) => source),
    await runAll(world, ({ seed: source }) => source),
  )
  const traced = await runAll(world, ({ seed: source }) => source, 'full')
  const before = world.backend.counts.put
  await runAll(world, withOtherEnd, 'full')
  const repaid = world.backend.counts.put - before
  const startMb = treeMb()
  for (let round = 0; round < rounds; round++)
    await runAll(world, ({ seed: source }) => `${source.trimEnd()}  # ${round}\n`, 'full')
  results[name] = {
    coldPerSecond: cold,
    warmPerSecond: warm,
    tracedPerSecond: traced,
    questions: asked,
    repaidByLastLine: repaid,
    memory: { programs: rounds * tasks.length, images: tasks.length, startMb, endMb: treeMb() },
  }
  await world.runtime.close()
}

if (values.json) console.log(JSON.stringify({ scenes: tasks.length, lanes, seed, ...results }, null, 2))
else {
  console.log(`${tasks.length} visual programs over as many scenes, ${lanes} lanes, seed ${seed}`)
  for (const [name, one] of Object.entries(results)) {
    const { memory } = one
    console.log(
      `${name.padEnd(8)} ${one.coldPerSecond.toFixed(0)} programs/s cold, ${one.warmPerSecond.toFixed(0)} warm, ${one.tracedPerSecond.toFixed(0)} warm and traced; ` +
        `${one.questions} questions, ${one.repaidByLastLine} asked again when the last line changes; ` +
        `${memory.startMb.toFixed(0)} MB, ${memory.endMb.toFixed(0)} MB after ${memory.programs} programs more`,
    )
  }
}
