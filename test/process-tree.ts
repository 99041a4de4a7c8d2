import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** Cpu time that it has used, in hundredths of a second. */
  readonly cpu: number
  readonly command: string
}

/** All processes of this machine that can be seen. */
export const processes = (): readonly ProcessEntry[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return [{ pid: Number(name), parent: Number(fields[1]), cpu: Number(fields[11]) + Number(fields[12]), command }]
    } catch {
      return [] // it has just ended
    }
  })

/** A process and all below it. */
export const processTree = (root: number): readonly ProcessEntry[] => {
  const all = processes()
  const below = (pid: number): readonly ProcessEntry[] =>
    all.filter(({ parent }) => parent === pid).flatMap((entry) => [entry, ...below(entry.pid)])
  return [...all.filter(({ pid }) => pid === root), ...below(root)]
}

/** The lane processes that this process has started. */
export const ownLanes = (): readonly ProcessEntry[] =>
  processes().filter(({ parent, command }) => parent === process.pid && command.includes('lane.py'))

/** The children of the lane: its fork servers, each of which is the first process of a sandbox. */
export const forkServers = (lane: number): readonly ProcessEntry[] =>
  processes().filter(({ parent }) => parent === lane)

/** A program of the lane that has used some cpu time by now: it runs, and is not the child that waits for its program. */
export const runningProgram = (lane: number): ProcessEntry | undefined =>
  forkServers(lane)
    .flatMap(({ pid }) => processes().filter(({ parent }) => parent === pid))
    .find(({ cpu }) => cpu >= BUSY)

const BUSY = 5

/** Kills a process, and waits until it runs no more: a signal takes effect some time after it was sent. */
export const kill = (pid: number): void => {
  process.kill(pid, 'SIGKILL')
  while (isRunning(pid)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
}

const isRunning = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}
