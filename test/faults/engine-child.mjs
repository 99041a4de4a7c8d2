// An engine to be killed: runs twelve tasks with the built package and keeps, in files that a kill cannot undo, what was
// paid for and what was acknowledged. `node engine-child.mjs FOLDER [EVENTS]`: dies by SIGKILL after so many events.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeBlock } from '../../dist/syntax/code-block.js'
import { run } from '../../dist/run/run.js'
import { openStore } from '../../dist/store/open-store.js'
import { executionCache } from '../../dist/store/execution-cache.js'
import { repair } from '../../dist/strategy/repair.js'
import { fakeBenchmark, fakeRuntime, fakeTask } from '../../dist/testing.js'

const [folder = '', killAfter] = process.argv.slice(2)
const note = (file, line) => appendFileSync(join(folder, file), `${line}\n`)
const turns = async (count) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Every call is another text: to ask again would be to pay again. */
const model = {
  name: 'paid',
  async generate({ messages }) {
    const request = messages[0].text
    note('paid', request)
    await turns(request.length % 5)
    return { text: `${request} answered by ${process.pid}`, usage: { inputTokens: 1, outputTokens: 1 } }
  },
}
const asking = async ({ ask }, request) => {
  const { text } = await ask({ messages: [{ role: 'user', text: request }] })
  note('acknowledged', request)
  return { source: codeBlock(text) }
}
const generator = {
  name: 'asks',
  async *generate(task, means) {
    yield await asking(means, `${task.id} draft`)
  },
}
const refiner = {
  name: 'asks',
  async *refine(task, attempt, means) {
    for (;;) yield await asking(means, `${task.id} after ${attempt.id}`)
  },
}
const runtime = fakeRuntime({
  verdict: (source) => (source.includes('after a3') ? 'pass' : 'fail'),
  until: ({ source }) => turns(source.length % 3),
})

let events = 0
const result = await run({
  benchmark: fakeBenchmark(Array.from({ length: 12 }, (_, n) => fakeTask(`t${n}`, ['check']))),
  parts: { runtime, generator, refiner, strategy: repair({ rounds: 6 }), model },
  store: openStore(join(folder, 'runs')),
  cache: executionCache({ file: join(folder, 'cache.db') }),
  id: 'r',
  concurrency: 3,
  onEvent: () => {
    if (++events === Number(killAfter)) process.kill(process.pid, 'SIGKILL')
  },
  onWarning: (warning) => note('warnings', warning),
})
process.stdout.write(JSON.stringify(result.tasks.map(({ id, submitted, grade }) => ({ id, submitted, grade }))))
