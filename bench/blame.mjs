/**
 * How often the true faulty line of a QuixBugs program is the first, or among the first five, that the spectrum critic
 * blames, seeing the visible half of its checks only. One line for each formula; `--show` prints where each program's is.
 *
 *     npm run -s build && node bench/blame.mjs --data DIR [--formula ochiai] [--show] [--json]
 */
import { parseArgs } from 'node:util'
import { quixbugs } from '../dist/benchmark/quixbugs.js'
import { program } from '../dist/core/program.js'
import { formulas } from '../dist/critic/spectrum/formulas.js'
import { spectrumCritic } from '../dist/critic/spectrum.js'
import { rankOf } from '../dist/report/blame-rank.js'
import { nativePython } from '../dist/runtime/python/native/native.js'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    formula: { type: 'string' },
    show: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
if (values.data === undefined || (values.formula !== undefined && !(values.formula in formulas))) {
  console.error(
    `usage: node bench/blame.mjs --data DIR [--formula ${Object.keys(formulas).join('|')}] [--show] [--json]`,
  )
  process.exit(2)
}

const runtime = await nativePython()
const benchmark = quixbugs({ data: values.data })
const run = (task) => (candidate, request) =>
  runtime.execute(candidate, { module: task.module, ...(task.modules && { modules: task.modules }), ...request })

const attempts = []
for await (const task of benchmark.tasks((candidate, request) => runtime.execute(candidate, request))) {
  const execute = run(task)
  const seed = program(task.seed)
  const execution = await execute(seed, { checks: task.checks, limits: { cpuMs: 1000 } })
  // nothing needs to run for the grade to name the lines that the published mend changes
  const { faultLines } = await benchmark.grade(task, seed, async () => ({ checks: [] }))
  attempts.push({
    task,
    execute,
    faultLines,
    attempt: { id: task.id, parentIds: [], program: seed, executions: [execution], feedback: [] },
  })
}

for (const formula of values.formula === undefined ? Object.keys(formulas) : [values.formula]) {
  const critic = spectrumCritic({ formula })
  const places = []
  let slowestMs = 0
  const began = performance.now()
  for (const { task, execute, faultLines, attempt } of attempts) {
    const before = performance.now()
    const means = {
      ask: () => Promise.reject(new Error('no model')),
      execute,
      random: () => 0,
      signal: new AbortController().signal,
    }
    const { blame, verdict } = await critic.critique(task, attempt, means)
    slowestMs = Math.max(slowestMs, performance.now() - before)
    const place = rankOf(blame, faultLines)
    places.push(place)
    if (!values.show) continue
    console.log(
      `${task.id}: ${verdict === 'fail' ? `fault at ${faultLines.join(', ')}, place ${place ?? 'none'}` : 'no visible check fails'}`,
    )
    for (const { span, weight, reason } of blame.slice(0, 5))
      console.log(`    ${weight.toFixed(2)} line ${span.from.line}: ${reason}`)
  }
  const within = (most) => places.filter((place) => place !== undefined && place <= most).length
  const row = {
    formula,
    of: places.length,
    blameTop1: within(1),
    blameTop5: within(5),
    seconds: (performance.now() - began) / 1000,
    slowestMs,
  }
  console.log(
    values.json
      ? JSON.stringify(row)
      : `${formula}: top-1 ${row.blameTop1}, top-5 ${row.blameTop5} of ${row.of}, ${row.seconds.toFixed(1)} s, slowest ${slowestMs.toFixed(0)} ms`,
  )
}
await runtime.close()
