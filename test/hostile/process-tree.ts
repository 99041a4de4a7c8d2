import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** All processes of this machine that can be seen. */
export const processes = (): readonly ProcessEntry[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return [{ pid: Number(name), parent: Number(parent), command }]
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
