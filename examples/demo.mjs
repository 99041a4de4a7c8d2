// Mends the faulty programs of examples/programs, one `faultline` command each, as a person would type it.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const programs = fileURLToPath(new URL('./programs', import.meta.url))

const commands = [
  ['run', 'median.py', '--call', 'median([4, 1, 3, 2])', '--view', 'inline'],
  ['debug', 'median.py'],
  ['debug', 'rotate.py', '--tests', 'test_rotate.py'],
  ['debug', 'bank.py', '--tests', 'test_bank.py'],
  ['debug', 'collatz.py', '--examples', 'collatz.json', '--cpu', '0.5'],
  ['debug', 'wordfreq/wordfreq.py', '--stdin-cases', 'wordfreq'],
  ['debug', 'flatten.py', '--tests', 'test_flatten.py', '--cpu', '0.5'],
  ['debug', 'towers.png', 'There is a tower of three blocks with a yellow block at the top.', '--program', 'towers.py'],
]

const startMs = Date.now()
let mended = 0
for (const args of commands) {
  const typed = args.map((arg) => (/^[\w./-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ')
  console.log(`\n$ faultline ${typed}\n`)
  const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: programs, stdio: 'inherit' })
  if (args[0] === 'debug' && status === 0) mended++
}
const tried = commands.filter(([command]) => command === 'debug').length
console.log(`\n${mended} of ${tried} programs mended in ${((Date.now() - startMs) / 1000).toFixed(1)} s`)
process.exitCode = mended === tried ? 0 : 1
