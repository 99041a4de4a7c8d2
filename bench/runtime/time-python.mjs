import { spawnSync } from 'node:child_process'

/** Seconds that a script beside this file takes for the programs, by its own clock, start-up not counted. */
export const timePython = (python, script, items, ...args) => {
  const input = JSON.stringify(items.map(({ program, checks }) => ({ source: program.source, test: checks[0].source })))
  const { stdout, stderr, status } = spawnSync(python, [`${import.meta.dirname}/${script}`, ...args], {
    input,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${script}: ${stderr}`)
  return Number(stdout)
}
