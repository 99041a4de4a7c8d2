// Adds up the results of several test runs and prints one plain line: `N passed, N failed, N skipped`.
import { readFileSync } from 'node:fs'

const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const sum = (field) => runs.reduce((total, run) => total + run[field], 0)
const failed = sum('numFailedTests') + sum('numFailedTestSuites') * (sum('numFailedTests') === 0 ? 1 : 0)
console.log(
  `${sum('numPassedTests')} passed, ${failed} failed, ${sum('numPendingTests') + sum('numTodoTests')} skipped`,
)
process.exitCode = failed === 0 && sum('numPassedTests') > 0 ? 0 : 1
