/**
 * How fast programs run with full isolation, what a trace costs, how soon the first answer is there, and how much memory
 * it all takes.
 *
 *     npm run bench -- runtime [--json] [--data DIR] [--reference DIR] [--rounds 5] [--programs 10000] [--lanes 2]
 *         [--runtimes native,pyodide] [--traces coverage,line,full]
 *
 * `--data` holds HumanEval.jsonl.gz, whose canonical solutions are then run on their own tests, in place of our few
 * programs. `--reference` is a checkout of openai/human-eval. A rate is the best of the rounds; contenders take turns.
 */
import { parseArgs } from 'node:util'
import { nativePython } from '../dist/runtime/python/native/native.js'
import { findPython } from '../dist/runtime/python/native/find-python.js'
import { firstAnswerMs } from './runtime/first-answer.mjs'
import { treeMb } from './runtime/memory.mjs'
import { bundledPrograms, humanEvalPrograms } from './runtime/programs.mjs'
import { timePython } from './runtime/time-python.mjs'
import { nsPerStep } from './runtime/tight-loops.mjs'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    data: { type: 'string' },
    reference: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    programs: { type: 'string', default: '10000' },
    lanes: { type: 'string', default: '2' },
    runtimes: { type: 'string', default: 'native,pyodide' },
    traces: { type: 'string', default: 'coverage,line,full' },
  },
})
const lanes = Number(values.lanes)
const items = values.data === undefined ? bundledPrograms() : humanEvalPrograms(values.data)
/** Wide: what is measured here is not the limits. */
const limits = { cpuMs: 60_000, wallMs: 120_000 }
const python = await findPython()
const openers = {
  native: () => nativePython({ lanes }),
  pyodide: async () => (await import('../dist/runtime/python/pyodide/pyodide.js')).pyodidePython({ lanes }),
}
const names = values.runtimes.split(',').filter((name) => name !== 'native' || python !== undefined)

const seconds = async (work) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Runs every program once. Every one is right, so a check that does not pass is a fault of ours. */
const runAll = async (runtime, trace = 'off', reuse = false) => {
  const executions = await Promise.all(
    items.map(({ program, checks }) => runtime.execute(program, { checks, trace, limits, reuse })),
  )
  for (const [index, { checks }] of executions.entries())
    if (checks.some(({ verdict }) => verdict !== 'pass'))
      throw new Error(`${items[index].name} on ${runtime.name}: ${JSON.stringify(checks[0])}`)
}

const first = { checks: items[0].checks }
const bootMs = {}
const runtimes = []
for (const name of names) {
  const spent = await seconds(async () => {
    const runtime = await openers[name]()
    await runtime.execute(items[0].program, first)
    runtimes.push(runtime)
  })
  bootMs[name] = Math.round(spent * 1000)
}

const levels = values.traces.split(',').filter((level) => level !== '')
const contenders = [
  ...runtimes.map((runtime) => [runtime.name, () => seconds(() => runAll(runtime))]),
  ...runtimes.map((runtime) => [`${runtime.name} reused`, () => seconds(() => runAll(runtime, 'off', true))]),
  ...levels.map((level) => [`trace ${level}`, () => seconds(() => runAll(runtimes[0], level))]),
  ...(python === undefined ? [] : [['plain exec', () => timePython(python.path, 'plain_exec.py', items)]]),
  ...(values.reference === undefined
    ? []
    : [['reference', () => timePython(python.path, 'reference.py', items, values.reference)]]),
]
const times = Object.fromEntries(contenders.map(([name]) => [name, []]))
for (let round = 0; round < Number(values.rounds); round++)
  for (const [name, measure] of contenders) times[name].push(await measure())

const best = (name) => Math.min(...times[name])
const rate = (name) => Math.round(items.length / best(name))

const traceNsPerStep = {}
for (const level of levels.filter((each) => each !== 'coverage'))
  traceNsPerStep[level] = await nsPerStep(runtimes[0], level)

const peakMb = {}
for (const runtime of runtimes) {
  const sampler = setInterval(() => (peakMb[runtime.name].peak = Math.max(peakMb[runtime.name].peak, treeMb())), 250)
  peakMb[runtime.name] = { before: treeMb(), peak: 0 }
  for (let done = 0; done < Number(values.programs); done += items.length) await runAll(runtime)
  clearInterval(sampler)
  peakMb[runtime.name].after = treeMb()
}
await Promise.all(runtimes.map((runtime) => runtime.close()))

const report = {
  set: values.data === undefined ? 'bundled' : 'humaneval',
  programs: items.length,
  lanes,
  rounds: Number(values.rounds),
  programsPerSecond: Object.fromEntries(names.map((name) => [name, rate(name)])),
  reusedPerSecond: Object.fromEntries(names.map((name) => [name, rate(`${name} reused`)])),
  plainExecPerSecond: python === undefined ? null : rate('plain exec'),
  referencePerSecond: values.reference === undefined ? null : rate('reference'),
  traceRatio: Object.fromEntries(
    levels.map((level) => [level, Number((best(`trace ${level}`) / best(names[0])).toFixed(2))]),
  ),
  traceNsPerStep,
  bootMs,
  firstAnswerMs: firstAnswerMs(names),
  peakMb: { programs: Number(values.programs), ...peakMb },
}
console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
