// The library in ten lines: a program, a check that shows its fault, and the mend.
import { critics, refiners, reportTask, runtimes, solve, replayed, strategies } from 'faultline'

const runtime = await runtimes.pyodide.load({ isolation: 'auto' })
const task = {
  id: 'double',
  prompt: 'Twice the number.',
  language: 'python',
  module: 'double',
  checks: [
    { kind: 'call', id: 'three', function: 'double', args: [3], expected: 6 },
    { kind: 'call', id: 'seven', function: 'double', args: [7], expected: 14 },
  ],
  seed: 'def double(x):\n    return x + 2\n',
}
const parts = {
  runtime,
  generator: replayed(),
  strategy: await strategies.repair.load({ rounds: 1 }),
  critics: [await critics.spectrum.load()],
  refiner: await refiners.mutate.load(),
}
const { run } = await solve(task, parts)
const { verdict, after, rivals } = reportTask(run.tasks[0])
console.log(`${verdict}, with ${rivals.length} rivals:\n${after}`)
await runtime.close()
