// One of several processes on one execution cache: `node cache-child.mjs FILE NAME COUNT [die]`. Puts COUNT executions in
// and reads what the others have put; with `die`, kills itself after the last.
import { executionCache } from '../../dist/store/execution-cache.js'

const [file, name, count, die] = process.argv.slice(2)
const usage = { wallMs: 1, cpuMs: 1, peakMb: 1 }
const execution = (text) => ({
  programId: 'p',
  runtime: 'fake',
  outcome: { kind: 'returned' },
  checks: [],
  stdout: { text },
  stderr: { text: '' },
  usage,
})
const warnings = []
const cache = executionCache({ file, onWarning: (warning) => warnings.push(warning) })
for (let n = 0; n < Number(count); n++) {
  await cache.set(`${name} ${n}`, execution(`${name} ${n} `.repeat(n % 7 === 0 ? 2000 : 1)))
  for (const other of ['a', 'b', 'c']) {
    const found = await cache.get(`${other} ${n}`)
    if (found !== undefined && !found.stdout.text.startsWith(`${other} ${n} `))
      warnings.push(`wrong content for ${other} ${n}`)
  }
}
if (die === 'die') process.kill(process.pid, 'SIGKILL')
let kept = 0
for (let n = 0; n < Number(count); n++) if ((await cache.get(`${name} ${n}`)) !== undefined) kept++
await cache.close()
process.stdout.write(JSON.stringify({ kept, warnings }))
